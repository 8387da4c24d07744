using Aimux.Dashboard.Access;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Decisions;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Playground;
using Aimux.Dashboard.Testing;
using Aimux.Silo.Access;
using Aimux.Silo.Admin;
using Aimux.Silo.Admin.Api;
using Aimux.Silo.Admin.Events;
using Aimux.Silo.Admin.Operations;
using Aimux.Silo.Admin.Store;
using Aimux.Silo.Configuration.Backup;
using Aimux.Silo.Configuration.Editing;

namespace Aimux.Silo.Hosting;

/// <summary>What the admin listener needs.</summary>
internal static class AdminServices
{
    public static void AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AccessControl>();
        services.AddSingleton<CallerGuard>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<AdminGuard>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ISessions>(provider => provider.GetRequiredService<SessionStore>());
        services.AddSingleton<SessionEndpoints>();
        services.AddSingleton<ConfigurationSaver>();
        services.AddSingleton<IPasswords, Passwords>();
        services.AddSingleton<IConfigurationStore, ConfigurationStore>();
        services.AddSingleton<IBackups, Backups>();
        services.AddSingleton<ChangeAnswers>();
        services.AddSingleton<DecisionEndpoints>();
        services.AddSingleton<ExplainEndpoint>();
        services.AddSingleton<ConfigurationEndpoints>();
        services.AddSingleton<ModelListEndpoints>();
        services.AddSingleton<KeyEndpoints>();
        services.AddSingleton<KeyChangeEndpoints>();
        services.AddSingleton<ProviderEndpoints>();
        services.AddSingleton<RouteEndpoints>();
        services.AddSingleton<CallerEndpoints>();
        services.AddSingleton<FileEndpoints>();
        services.AddSingleton<MetricsEndpoints>();
        services.AddSingleton<IDrillBoard, DrillBoard>();
        services.AddSingleton<DrillEndpoints>();
        services.AddSingleton<IConnectionTester, ConnectionTester>();
        services.AddSingleton<TestEndpoints>();
        services.AddSingleton<StateEndpoints>();
        services.AddSingleton<IPlayground, Playground>();
        services.AddSingleton<DecisionReader>();
        services.AddSingleton<IDecisionReader>(provider => provider.GetRequiredService<DecisionReader>());
        services.AddSingleton<EventHub>();
        services.AddSingleton<EventEndpoints>();
        services.ConfigureHttpJsonOptions(json => AdminJson.Describe(json.SerializerOptions));
        services.AddOpenApi("v1", ApiDescription.Describe);
    }
}
