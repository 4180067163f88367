using FreightRecovery.Domain;
using FreightRecovery.Domain.Customers;
using FreightRecovery.Domain.Incidents;
using FreightRecovery.Engine;
using FreightRecovery.Testing;
using FreightRecovery.Tests.Engine;
using static FreightRecovery.Testing.Generators;

namespace FreightRecovery.Tests.Privacy;

/// <summary>Keys are remembered by each node; only the database says which one counts.</summary>
public class KeysOfTwoNodes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly MemoryStore store = new();
    private readonly CustomerFacts facts = Generators.CustomerFacts() with { Contacts = [new Contact("Mei Lin", "mei@example.org", "+86 1")] };

    [Fact]
    public async Task What_is_written_after_a_key_was_destroyed_elsewhere_is_sealed_by_a_new_one()
    {
        var (one, two) = (new Node(store, "one"), new Node(store, "two"));
        await one.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(facts));
        var first = (await one.Keys.Of(TheCustomer, Cancel))!.Id;

        await two.Send(StreamId.Of(TheCustomer), new CustomerCommand.Forget([]));
        var again = facts with { Contacts = [new Contact("Bo Chen", null, "+86 2")] };
        await one.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(again));

        Assert.NotEqual(first, (await store.KeyOf(TheCustomer, Cancel))!.Id);
        var read = (CustomerState)(await new Node(store, "three").Transactor.Load(StreamId.Of(TheCustomer), null, Cancel)).State;
        Assert.Equal("Bo Chen", Assert.Single(read.Facts!.Contacts).Name);
    }

    [Fact]
    public async Task A_key_that_was_destroyed_elsewhere_opens_nothing_here_once_the_persons_were_erased()
    {
        var (one, two) = (new Node(store, "one"), new Node(store, "two"));
        await one.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(facts));
        await two.Send(Incident(1), new IncidentCommand.Report(IncidentFacts()));

        await one.Send(StreamId.Of(TheCustomer), new CustomerCommand.Forget([Incident(1)]));
        await two.Dispatcher.Drain(Cancel);
        var told = await two.Send(Incident(1), new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));

        var incident = (IncidentState)Assert.IsType<Outcome.Done>(told).State;
        Assert.Equal((Personal.Erased, Personal.Erased), (incident.Facts!.ReportedBy, incident.Facts.Description));
    }

    [Fact]
    public async Task Two_nodes_that_make_the_first_key_at_once_agree_on_one()
    {
        var (one, two) = (new Node(store, "one"), new Node(store, "two"));
        var raced = false;
        store.Before = async append =>
        {
            if (append.NewKey is null || raced)
                return;
            raced = true;
            await two.Send(Incident(1), new IncidentCommand.Report(IncidentFacts()));
        };

        await one.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(facts));

        var fresh = new Node(store, "three");
        Assert.Equal("Mei Lin", ((CustomerState)(await fresh.Transactor.Load(StreamId.Of(TheCustomer), null, Cancel)).State).Facts!.Contacts[0].Name);
        Assert.Equal(
            IncidentFacts().ReportedBy, ((IncidentState)(await fresh.Transactor.Load(StreamId.Of(Incident(1)), null, Cancel)).State).Facts!.ReportedBy);
    }

    [Fact]
    public async Task Forgetting_leaves_nothing_of_the_customer_in_what_is_remembered()
    {
        var node = new Node(store);
        await node.Send(StreamId.Of(TheCustomer), new CustomerCommand.RecordCustomer(facts));
        await node.Send(Incident(1), new IncidentCommand.Report(IncidentFacts()));

        await node.Send(StreamId.Of(TheCustomer), new CustomerCommand.Forget([Incident(1)]));
        await node.Dispatcher.Drain(Cancel);
        var told = await node.Send(Incident(1), new IncidentCommand.Acknowledge(Channel.Phone, "Told.", null));

        var incident = (IncidentState)Assert.IsType<Outcome.Done>(told).State;
        Assert.Equal((Personal.Erased, Personal.Erased), (incident.Facts!.ReportedBy, incident.Facts.Description));
        Assert.Equal(Personal.Erased, Assert.IsType<FreightRecovery.Engine.Rows.IncidentRow>(store.Rows[$"incident {Incident(1)}"]).Description);
    }
}
