using Aimux.Silo.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ModelListingTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ModelListing _listing;

    public ModelListingTests() => _listing = new ModelListing(_time);

    [Fact]
    public void Lists_are_due_at_first_and_every_day()
    {
        Assert.True(_listing.Take());
        Assert.False(_listing.Take());
        _time.Advance(ModelListing.Life - TimeSpan.FromSeconds(1));
        Assert.False(_listing.Take());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_listing.Take());
        Assert.False(_listing.Take());
    }

    [Fact]
    public void Who_wants_new_lists_gets_them_once()
    {
        _listing.Take();
        _listing.Want();
        _listing.Want();
        Assert.True(_listing.Wanted.IsCompleted);
        Assert.True(_listing.Take());
        Assert.False(_listing.Wanted.IsCompleted);
        Assert.False(_listing.Take());
    }

    [Fact]
    public void A_missing_model_is_a_reason_only_while_the_list_is_not_new()
    {
        _listing.Take();
        _listing.NoteMissing();
        Assert.False(_listing.Take());
        _time.Advance(TimeSpan.FromMinutes(10));
        _listing.NoteMissing();
        Assert.True(_listing.Take());
        _listing.NoteMissing();
        Assert.False(_listing.Take());
    }
}
