namespace Aimux.Silo.Proxy.Budgets;

/// <summary>
/// What is tried again where it has failed already: a fifth of the traffic, so that a brown-out of all providers is not
/// made worse by those who suffer from it. Trying a provider that has not failed yet is not bounded by it.
/// </summary>
internal sealed class RetryBudget() : EarnedBudget(share: 0.2, most: 20);
