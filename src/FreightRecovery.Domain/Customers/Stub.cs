using System.Collections.Immutable;
using NodaTime;
namespace FreightRecovery.Domain.Customers;
#pragma warning disable
public abstract record CustomerEvent { private CustomerEvent() { }
  public sealed record CustomerRecorded(CustomerFacts Facts) : CustomerEvent;
  public sealed record SignalObserved(Signal Signal) : CustomerEvent;
  public sealed record StageMoved(Stage From, Stage To, Instant At, string Why) : CustomerEvent;
  public sealed record RelationshipReviewed(Instant At) : CustomerEvent; }
public abstract record CustomerCommand { private CustomerCommand() { }
  public sealed record RecordCustomer(CustomerFacts Facts) : CustomerCommand;
  public sealed record Observe(Signal Signal) : CustomerCommand;
  public sealed record Review : CustomerCommand; }
public sealed record CustomerState { public long Version {get;init;} public CustomerFacts? Facts {get;init;} public ImmutableArray<Signal> Signals {get;init;} = []; public Instant AsOf {get;init;} public Stage Stage {get;init;} }
public static class Customer { public static Decider<CustomerState, CustomerCommand, CustomerEvent> Decider {get;} = new(new(), (s,c,x)=>Decision<CustomerEvent>.Accept(), (s,e)=>s with {Version=s.Version+1, Facts = e is CustomerEvent.CustomerRecorded r ? r.Facts : s.Facts}); }
public sealed record StageHistory(Instant At, Stage From, Stage To, string Why);
public sealed record RelationshipView(Stage Stage, Instant? Since, bool Recovered, bool WonBack, bool Quiet, bool Captive, double HorizonDays, double? PAlive, double Risk, Money? ValueAtStake, IReadOnlyList<string> Reasons, IReadOnlyList<StageHistory> History, Instant? NextChangeAt);
public static class Relationship { public static RelationshipView Of(ImmutableArray<Signal> signals, Instant now, RelationshipPolicy policy, CustomerFacts? facts) => new(Stage.Content, null,false,false,false,false,45,null,0,null,[],[],null); }
