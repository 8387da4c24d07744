using System.Globalization;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Budgets;
using Aimux.Tests.Support;

namespace Aimux.Tests.VirtualTime;

/// <summary>
/// A discrete-event simulation on virtual time: requests come, somebody decides, upstreams answer as they truly are.
/// The same seed gives the same world.
/// </summary>
internal sealed class VirtualWorld
{
    private const int MostRounds = 2;

    private readonly Agenda _agenda = new();
    private readonly HedgeBudget _hedges = new();
    private readonly Dictionary<string, int> _places;
    private readonly VirtualUpstream[] _upstreams;
    private readonly Scenario _scenario;
    private readonly Random _random;
    private readonly IChooser _chooser;
    private readonly WorldReport _report;

    private VirtualWorld(Scenario scenario, bool oracle)
    {
        _scenario = scenario;
        _random = new Random(scenario.Seed);
        _report = new WorldReport(scenario);
        _upstreams = [.. scenario.Upstreams.Select(upstream => new VirtualUpstream(upstream, Some.Time))];
        _places = scenario
            .Upstreams.Index()
            .ToDictionary(each => each.Item.Id, each => each.Index, StringComparer.Ordinal);
        _chooser = oracle
            ? new OracleChooser(_upstreams, () => _agenda.Now, () => Now)
            : new RulesChooser(scenario, () => Now, new Random(scenario.Seed + 1));
    }

    private DateTimeOffset Now => Some.Time.AddSeconds(_agenda.Now);

    /// <summary>What the rules under test make of a scenario.</summary>
    public static WorldReport Rules(Scenario scenario) => new VirtualWorld(scenario, oracle: false).Run();

    /// <summary>What somebody would who knows the truth.</summary>
    public static WorldReport Oracle(Scenario scenario) => new VirtualWorld(scenario, oracle: true).Run();

    private WorldReport Run()
    {
        // Requests come at the same times with the same answers, whoever decides.
        var arrivals = new Random(_scenario.Seed + 2);
        _agenda.In(0, () => Arrive(arrivals));
        _agenda.Run();
        return _report;
    }

    private void Arrive(Random arrivals)
    {
        var tokens = Math.Max(1, -_scenario.Tokens * Math.Log(1 - arrivals.NextDouble()));
        var next = -Math.Log(1 - arrivals.NextDouble()) / _scenario.Rate;
        _report.OnRequest();
        _hedges.Earn();
        Try(new Request(_agenda.Now, tokens));
        if (_agenda.Now + next < _scenario.Seconds)
        {
            _agenda.In(next, () => Arrive(arrivals));
        }
    }

    /// <summary>One more attempt of a request, as the attempt loop would make it.</summary>
    private void Try(Request request)
    {
        while (true)
        {
            if (request.Decision is null)
            {
                if (++request.Rounds > MostRounds)
                {
                    _report.Failed++;
                    return;
                }

                (request.Decision, request.Place) = (_chooser.Decide(request.Tokens), 0);
            }

            if (Next(request) is { } attempt)
            {
                Begin(request, attempt);
                return;
            }

            request.Decision = null;
        }
    }

    private VirtualAttempt? Next(Request request)
    {
        var candidates = request.Decision!.Candidates;
        while (request.Place < candidates.Length)
        {
            var candidate = candidates[request.Place++];
            if (request.Tried.Contains(candidate.ProviderId) && request.Rounds == 1 || !_chooser.MayTry(candidate))
            {
                continue;
            }

            foreach (var key in candidate.KeyIds)
            {
                if (_chooser.Acquire(key) is not 0 and var lease)
                {
                    return new VirtualAttempt(candidate, key, lease, _places[candidate.ProviderId]);
                }
            }
        }

        return null;
    }

    private void Begin(Request request, VirtualAttempt attempt)
    {
        var upstream = _upstreams[attempt.Upstream];
        var key = int.Parse(attempt.KeyId[(attempt.KeyId.IndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        var answer = upstream.Begin(key, request.Tokens, _agenda.Now, Now, _random);
        _report.Attempts++;
        request.Open++;
        Count(request, attempt, answer);
        _agenda.In(answer.FirstMs / 1000, () => First(request, attempt, answer));
        if (
            request.Decision is { Hedge: true } decision
            && attempt.Candidate.HedgeAfterMs is { } late
            && request is { Hedged: false, Tried.Count: 0 }
        )
        {
            _agenda.In(late / 1000, () => Hedge(request, decision));
        }

        request.Tried.Add(attempt.Candidate.ProviderId);
    }

    private void Hedge(Request request, RouteDecision decision)
    {
        if (request.Committed is not null || request.Open == 0 || request.Decision != decision || !_hedges.TrySpend())
        {
            return;
        }

        request.Hedged = true;
        if (Next(request) is { } second)
        {
            _report.Hedged++;
            second.IsHedge = true;
            Begin(request, second);
        }
    }

    private void First(Request request, VirtualAttempt attempt, VirtualAnswer answer)
    {
        request.Open--;
        attempt.ElapsedMs = answer.FirstMs;
        if (answer.End != VirtualEnd.Served)
        {
            attempt.Outcome = answer.End switch
            {
                VirtualEnd.Refused => AttemptOutcome.RateLimited,
                VirtualEnd.Down => AttemptOutcome.ConnectFailed,
                _ => AttemptOutcome.ServerError,
            };
            attempt.RetryAfter = answer.RetryAfter;
            End(attempt);
            if (answer.End == VirtualEnd.Refused)
            {
                _report.Refused++;
                request.Tried.Remove(attempt.Candidate.ProviderId);
                request.Place = 0;
                request.Rounds = 0;
                request.Decision = null;
            }

            if (request.Committed is null && request.Open == 0)
            {
                Try(request);
            }

            return;
        }

        if (request.Committed is not null)
        {
            // Another began first: this one was cancelled.
            _report.HedgesLost += attempt.IsHedge ? 1 : 0;
            attempt.Outcome = AttemptOutcome.Outrun;
            End(attempt);
            return;
        }

        request.Committed = attempt;
        attempt.FirstMs = answer.FirstMs;
        _agenda.In(
            answer.RestMs / 1000,
            () =>
            {
                attempt.Outcome = AttemptOutcome.Succeeded;
                attempt.ElapsedMs = answer.FirstMs + answer.RestMs;
                attempt.Tokens = (int)request.Tokens;
                End(attempt);
                _report.OnServed(request.Began, attempt.Upstream, (_agenda.Now - request.Began) * 1000);
            }
        );
    }

    private void End(VirtualAttempt attempt)
    {
        _upstreams[attempt.Upstream].End();
        _chooser.Report(attempt);
    }

    private void Count(Request request, VirtualAttempt attempt, VirtualAnswer answer)
    {
        if (
            attempt.Candidate.Reason
            is CandidateReason.Exploration
                or CandidateReason.Unmeasured
                or CandidateReason.Probe
        )
        {
            _report.Explored++;
            var best = _upstreams.Min(upstream =>
                upstream.Truth.ExpectedMs(_agenda.Now, upstream.InFlight, request.Tokens)
            );
            _report.ExplorationMs += Math.Max(0, answer.FirstMs + answer.RestMs - best);
        }
    }

    private sealed class Request(double began, double tokens)
    {
        public double Began => began;

        public double Tokens => tokens;

        public RouteDecision? Decision { get; set; }

        public int Place { get; set; }

        public int Rounds { get; set; }

        public int Open { get; set; }

        public bool Hedged { get; set; }

        public VirtualAttempt? Committed { get; set; }

        public HashSet<string> Tried { get; } = new(StringComparer.Ordinal);
    }
}
