using Aimux.Dashboard.Decisions;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Testing;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Admin.Events;
using Aimux.Silo.Admin.Operations;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Admin.Api;

/// <summary>Every address of the admin API, and what it takes and gives.</summary>
internal static class ApiRoutes
{
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api");
        MapLive(api, routes.ServiceProvider);
        MapRows(api, routes.ServiceProvider);
        MapFile(api, routes.ServiceProvider);
        MapOperations(api, routes.ServiceProvider);
    }

    private static void MapOperations(IEndpointRouteBuilder api, IServiceProvider services)
    {
        var tests = services.GetRequiredService<TestEndpoints>();
        Post(api, "/providers/test", tests.TestNew, "Tries a provider that is not configured yet")
            .Accepts<ProviderBody>("application/json")
            .Produces<ConnectionReport>();
        Post(api, "/providers/{id}/test", tests.Test, "Tries a provider").Produces<ConnectionReport>().Missing();
        var states = services.GetRequiredService<StateEndpoints>();
        Post(api, "/providers/{id}/pause", states.Pause, "Takes a provider out of service").Produces(204).Missing();
        Post(api, "/providers/{id}/resume", states.Resume, "Puts a provider back").Produces(204).Missing();
        Post(api, "/keys/{provider}/{id}/reset", states.Reset, "Ends a key's rests").Produces(204).Missing();
        var drills = services.GetRequiredService<DrillEndpoints>();
        Get(api, "/drills", drills.List, "The drills under way").Produces<DrillPage>();
        Post(api, "/drills", drills.Start, "Lets a provider or key fail for a while, on this Aimux alone")
            .Takes<DrillBody, Drill>(201);
        Delete(api, "/drills/{id}", drills.Stop, "Ends a drill").Produces(204).Missing();
        var events = services.GetRequiredService<EventEndpoints>();
        Get(api, "/events", events.Stream, "What changes, as server-sent events")
            .Produces<string>(200, "text/event-stream")
            .ProducesProblem(503);
        Get(api, "/ws", events.Socket, "The same over WebSocket")
            .Produces(101)
            .ProducesProblem(426)
            .ProducesProblem(503);
    }

    private static void MapLive(IEndpointRouteBuilder api, IServiceProvider services)
    {
        var decisions = services.GetRequiredService<DecisionEndpoints>();
        var explain = services.GetRequiredService<ExplainEndpoint>();
        var models = services.GetRequiredService<ModelListEndpoints>();
        var metrics = services.GetRequiredService<MetricsEndpoints>();
        Get(api, "/decisions", decisions.List, "The last decisions, newest first")
            .Produces<DecisionPage>()
            .Asks("limit", "How many at most, from 1 to 1000; 50 if not given.")
            .Asks("model", "Only those that asked for a model of this name.")
            .Asks("provider", "Only those that this provider served.")
            .Asks("caller", "Only those of this caller.")
            .Asks("outcome", $"Only those that ended so: {string.Join(", ", Enum.GetNames<DecisionOutcome>())}.")
            .Asks("min_attempts", "Only those that took as many attempts; 2 for those that failed over.")
            .Asks("before", "Only those older than the decision of this id.");
        Get(api, "/decisions/{id}", decisions.Find, "One decision").Produces<DecisionRecord>().Missing();
        Get(api, "/explain", explain.Explain, "Who would serve a model now, and why")
            .Produces<RouteDecision>()
            .Asks("model", "A model's name, as callers would give it.", isNeeded: true)
            .Asks("input_tokens", "How many tokens the question would have.")
            .Asks("output_tokens", "How many tokens the answer may have.")
            .Asks("tools", "true: the request would name tools.")
            .Asks("vision", "true: the request would hold an image.")
            .Asks("reasoning", "true: the request would ask for reasoning.")
            .Missing();
        Get(api, "/metrics", metrics.Totals, "Totals over 1 min, 1 h and 24 h").Produces<MetricsPage>();
        Get(
                api,
                "/metrics/history",
                metrics.History,
                "A history: range=5m|1h|24h, of a provider or key or of all requests"
            )
            .Produces<HistorySeries>()
            .Asks("range", "5m, 1h or 24h; 5m if not given.")
            .Asks("provider", "A provider's id; of all requests if neither this nor a key is given.")
            .Asks("key", "A key, as provider/id.")
            .Missing();
        Post(api, "/models/refresh", models.Refresh, "Asks providers for their models again").Produces(202);
    }

    private static void MapRows(IEndpointRouteBuilder api, IServiceProvider services)
    {
        var providers = services.GetRequiredService<ProviderEndpoints>();
        Get(api, "/providers", providers.List, "The configured providers").Produces<Page<ProviderBody>>().Pages();
        Post(api, "/providers", providers.Add, "Adds a provider, with keys or without").Takes<ProviderBody>(201);
        Get(api, "/providers/{id}", providers.Find, "One provider").Produces<ProviderBody>().Missing();
        Put(api, "/providers/{id}", providers.Replace, "Changes a provider's row").Takes<ProviderBody>(200).Missing();
        Delete(api, "/providers/{id}", providers.Remove, "Removes a provider and its keys")
            .Produces(204)
            .Refuses()
            .Missing();
        Post(api, "/providers/{id}/enable", providers.Enable, "Lets it serve")
            .Produces<ProviderBody>()
            .Refuses()
            .Missing();
        Post(api, "/providers/{id}/disable", providers.Disable, "Lets it serve no more")
            .Produces<ProviderBody>()
            .Refuses()
            .Missing();

        var keys = services.GetRequiredService<KeyChangeEndpoints>();
        Get(api, "/keys", services.GetRequiredService<KeyEndpoints>().List, "Keys in force and how they stand")
            .Produces<KeyPage>()
            .Asks("provider", "Only those of this provider.")
            .Pages()
            .Missing();
        Post(api, "/keys", keys.Add, "Adds a key").Takes<KeyBody, KeyStatus>(201);
        Get(api, "/keys/{provider}/{id}", keys.Find, "One key").Produces<KeyStatus>().Missing();
        Put(api, "/keys/{provider}/{id}", keys.Replace, "Changes a key's row").Takes<KeyBody, KeyStatus>(200).Missing();
        Delete(api, "/keys/{provider}/{id}", keys.Remove, "Removes a key").Produces(204).Refuses().Missing();
        Post(api, "/keys/{provider}/{id}/enable", keys.Enable, "Lets it be used")
            .Produces<KeyStatus>()
            .Refuses()
            .Missing();
        Post(api, "/keys/{provider}/{id}/disable", keys.Disable, "Lets it be used no more")
            .Produces<KeyStatus>()
            .Refuses()
            .Missing();

        var named = services.GetRequiredService<RouteEndpoints>();
        Get(api, "/routes", named.List, "The configured model routes").Produces<Page<RouteBody>>().Pages();
        Post(api, "/routes", named.Add, "Adds a model route").Takes<RouteBody>(201);
        Get(api, "/routes/{name}", named.Find, "One model route").Produces<RouteBody>().Missing();
        Put(api, "/routes/{name}", named.Replace, "Changes a model route").Takes<RouteBody>(200).Missing();
        Delete(api, "/routes/{name}", named.Remove, "Removes a model route").Produces(204).Refuses().Missing();

        var callers = services.GetRequiredService<CallerEndpoints>();
        Get(api, "/callers", callers.List, "Who may call").Produces<Page<CallerBody>>().Pages();
        Post(api, "/callers", callers.Add, "Adds a caller; its token is in this answer alone").Takes<CallerBody>(201);
        Get(api, "/callers/{id}", callers.Find, "One caller").Produces<CallerBody>().Missing();
        Put(api, "/callers/{id}", callers.Replace, "Changes what a caller may do").Takes<CallerBody>(200).Missing();
        Delete(api, "/callers/{id}", callers.Remove, "Removes a caller").Produces(204).Refuses().Missing();
    }

    private static void MapFile(IEndpointRouteBuilder api, IServiceProvider services)
    {
        var status = services.GetRequiredService<ConfigurationEndpoints>();
        var file = services.GetRequiredService<FileEndpoints>();
        Get(api, "/config", file.Show, "The configuration, secrets masked").Produces<ConfigurationPage>();
        Put(api, "/config", file.Replace, "Puts another text in place of the file")
            .Accepts<string>("text/plain")
            .Produces<ConfigurationPage>()
            .Refuses();
        Get(api, "/config/status", status.Status, "Which configuration is in force").Produces<ConfigurationStatus>();
        Post(api, "/config/validate", file.Validate, "What is wrong with a text")
            .Accepts<string>("text/plain")
            .Produces<ValidationPage>();
        Get(api, "/config/history", file.History, "Earlier versions").Produces<HistoryPage>();
        Get(api, "/config/history/{id}", file.ReadVersion, "An earlier version, secrets masked")
            .Produces<string>(200, "text/plain")
            .Missing();
        Post(api, "/config/restore", file.Restore, "Puts an earlier version back")
            .Takes<RestoreBody, ConfigurationPage>(200)
            .Missing();
        Post(api, "/reload", status.Reload, "Reads the file again")
            .Produces<ConfigurationStatus>()
            .Produces<ReloadProblem>(422, "application/problem+json");
        Post(api, "/password", file.ChangePassword, "Changes the operator's password")
            .Accepts<PasswordBody>("application/json")
            .Produces(204)
            .Refuses();
    }

    private static RouteHandlerBuilder Get(
        IEndpointRouteBuilder api,
        string path,
        RequestDelegate handle,
        string summary
    ) => Map(api.MapGet(path, handle), path, handle, summary);

    private static RouteHandlerBuilder Post(
        IEndpointRouteBuilder api,
        string path,
        RequestDelegate handle,
        string summary
    ) => Map(api.MapPost(path, handle), path, handle, summary);

    private static RouteHandlerBuilder Put(
        IEndpointRouteBuilder api,
        string path,
        RequestDelegate handle,
        string summary
    ) => Map(api.MapPut(path, handle), path, handle, summary);

    private static RouteHandlerBuilder Delete(
        IEndpointRouteBuilder api,
        string path,
        RequestDelegate handle,
        string summary
    ) => Map(api.MapDelete(path, handle), path, handle, summary);

    /// <summary>A handler that the description knows by its method, and that nothing has to be compiled for.</summary>
    private static RouteHandlerBuilder Map(
        IEndpointConventionBuilder route,
        string path,
        RequestDelegate handle,
        string summary
    ) =>
        new RouteHandlerBuilder([route])
            .WithMetadata(handle.Method)
            .WithTags(TagOf(path.Split('/')[1]))
            .WithSummary(summary)
            .ProducesProblem(400)
            .ProducesProblem(401);

    /// <summary>Under which heading the description lists an address.</summary>
    private static string TagOf(string first) =>
        first switch
        {
            "explain" => "Decisions",
            "ws" => "Events",
            "reload" or "config" => "Configuration",
            _ => string.Concat(char.ToUpperInvariant(first[0]).ToString(), first.AsSpan(1)),
        };

    private static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, int status)
        where T : notnull => route.Takes<T, T>(status);

    private static RouteHandlerBuilder Takes<TBody, TAnswer>(this RouteHandlerBuilder route, int status)
        where TBody : notnull =>
        route.Accepts<TBody>("application/json").Produces<TAnswer>(status).ProducesProblem(415).Refuses();

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route) =>
        route.ProducesProblem(409).ProducesProblem(412).Produces<RefusedProblem>(422, "application/problem+json");

    private static RouteHandlerBuilder Asks(
        this RouteHandlerBuilder route,
        string name,
        string description,
        bool isNeeded = false
    ) => route.WithMetadata(new QueryField(name, description, isNeeded));

    private static RouteHandlerBuilder Pages(this RouteHandlerBuilder route) =>
        route
            .Asks("limit", $"How many at most, from 1 to {Paging.Most}.")
            .Asks("after", "Begins after this one: the 'next' of the page before.");

    private static RouteHandlerBuilder Missing(this RouteHandlerBuilder route) => route.ProducesProblem(404);
}
