using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ProviderPresetTests
{
    [Fact]
    public void There_is_one_of_each_name()
    {
        string[] expected =
        [
            "cerebras",
            "zai",
            "zai-coding",
            "zai-china",
            "zai-coding-china",
            "synthetic",
            "openai",
            "anthropic",
            "openrouter",
            "groq",
            "deepseek",
            "moonshot",
            "moonshot-china",
            "minimax",
            "ollama",
            "vllm",
            "llamacpp",
        ];
        Assert.Equal(expected, ProviderPreset.All.Select(preset => preset.Id));
        Assert.All(expected, id => Assert.Equal(id, ProviderPreset.Find(id)?.Id));
        Assert.Null(ProviderPreset.Find("Cerebras"));
    }

    [Fact]
    public void Every_address_is_one_and_every_preset_is_described()
    {
        foreach (var preset in ProviderPreset.All)
        {
            Assert.True(BaseUrl.TryParse(preset.BaseUrl, out var url, out _));
            Assert.Equal(preset.BaseUrl, BaseUrl.Normalize(url!, null));
            Assert.NotEmpty(preset.Description);
            Assert.DoesNotContain('\n', preset.Description);
        }

        Assert.Equal(ProviderPreset.All.Count, ProviderPreset.All.DistinctBy(preset => preset.BaseUrl).Count());
    }

    [Fact]
    public void A_provider_on_this_machine_needs_no_key_and_gets_time_to_load()
    {
        var local = ProviderPreset.All.Where(preset => new Uri(preset.BaseUrl).IsLoopback).ToList();
        Assert.Equal(["ollama", "vllm", "llamacpp"], local.Select(preset => preset.Id));
        Assert.All(local, preset => Assert.Equal((false, null), (preset.NeedsKey, preset.KeyVariable)));
        Assert.All(local, preset => Assert.True(preset.LoadTime > TimeSpan.FromMinutes(1)));
        Assert.All(
            ProviderPreset.All.Except(local),
            preset => Assert.Equal((true, null), (preset.NeedsKey, preset.LoadTime))
        );
    }
}
