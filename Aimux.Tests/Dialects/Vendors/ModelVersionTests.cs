using Aimux.Silo.Dialects.Vendors;
using Xunit;

namespace Aimux.Tests.Dialects.Vendors;

public sealed class ModelVersionTests
{
    [Theory]
    [InlineData("glm-5", 500)]
    [InlineData("glm-5.2", 502)]
    [InlineData("GLM-4.10-Flash", 410)]
    [InlineData("zai-org/glm-4.7", 407)]
    [InlineData("glm-4.5v", 405)]
    [InlineData("glm-4-0520", 400)]
    [InlineData("glm-4.2025", 400)]
    [InlineData("glm-z1-glm-4.1v", 401)]
    [InlineData("glm-12.34[1m]", 1234)]
    public void A_version_stands_behind_the_family(string model, int version) =>
        Assert.Equal(version, ModelVersion.After(model, "glm-"));

    [Theory]
    [InlineData("")]
    [InlineData("glm-")]
    [InlineData("glm-z1")]
    [InlineData("glm5")]
    [InlineData("glm-20250414")]
    [InlineData("kimi-k2")]
    public void A_name_may_have_none(string model) => Assert.Null(ModelVersion.After(model, "glm-"));
}
