namespace Aimux.Silo.Proxy.Budgets;

/// <summary>
/// Second tries beside a slow first one: a twentieth of the traffic of this process, and so of the cluster. When all
/// providers are slow it is soon spent, and hedging is off by itself (Dean and Barroso, "The Tail at Scale", 2013).
/// </summary>
internal sealed class HedgeBudget() : EarnedBudget(share: 0.05, most: 3);
