Console.WriteLine("aimux");
