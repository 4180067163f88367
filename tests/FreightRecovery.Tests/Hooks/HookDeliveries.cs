using System.Text.Json.Nodes;
using FreightRecovery.Domain;
using FreightRecovery.Store.Queries;
using NodaTime;

namespace FreightRecovery.Tests.Hooks;

/// <summary>What happens here is told to other programs, again until they have it, to a real server and by a clock that stands still.</summary>
public sealed class HookDeliveries
{
    private static readonly WebhookPolicy Rules = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_told_signed_and_once()
    {
        await using var house = await HookHouse.Open();
        var (hook, secret) = await house.Add("/hooks?to=us");
        var incident = await house.Happen();

        await house.Deliver();
        await house.Deliver();

        var told = Assert.Single(house.Receiver.All);
        Assert.True(told.IsSignedBy(secret));
        Assert.False(told.IsSignedBy(Web.Hooks.HookSignature.NewSecret()));
        Assert.Equal("/hooks", told.Path);
        Assert.Equal(house.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), told.Time);
        var body = JsonNode.Parse(told.Body)!;
        Assert.Equal("incident.withdrawn", (string)body["type"]!);
        Assert.Equal("2026-03-02T12:00:00Z", (string)body["timestamp"]!);
        Assert.Equal(incident.ToString(), (string)body["data"]!["incident"]!);
        var delivery = Assert.Single(await house.Deliveries(hook));
        Assert.Equal((WebhookDeliveryState.Delivered, 1, (int?)204, told.Id), (delivery.State, delivery.Attempts, delivery.Status, delivery.Id.ToString()));
        Assert.Equal(house.Now, (await house.Hooks.Find(hook, Cancel))!.SucceededAt);
    }

    [Fact]
    public async Task What_fails_is_tried_again_at_the_times_of_the_policy_and_then_given_up()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = _ => Task.FromResult(503);
        var (hook, secret) = await house.Add();
        await house.Happen();
        await house.Deliver();

        for (var attempt = 1; attempt <= Rules.Retries.Length; attempt++)
        {
            Assert.Equal(attempt, house.Receiver.All.Count);
            var pause = Rules.Retries[attempt - 1] * 1.05;
            var waiting = Assert.Single(await house.Deliveries(hook));
            Assert.Equal((WebhookDeliveryState.Waiting, (int?)503, house.Now + pause), (waiting.State, waiting.Status, waiting.NextAt));
            house.Clock.Advance(pause - Duration.FromTicks(1));
            await house.Deliver();
            Assert.Equal(attempt, house.Receiver.All.Count);
            house.Clock.Advance(Duration.FromTicks(1));
            await house.Deliver();
        }

        var failed = Assert.Single(await house.Deliveries(hook));
        Assert.Equal((WebhookDeliveryState.Failed, Rules.Retries.Length + 1, WebhookFault.Answer), (failed.State, failed.Attempts, failed.Fault));
        house.Clock.Advance(Duration.FromDays(30));
        await house.Deliver();
        Assert.Equal(Rules.Retries.Length + 1, house.Receiver.All.Count);
        Assert.Single(house.Receiver.All.Select(r => r.Id).Distinct());
        Assert.Single(house.Receiver.All.Select(r => r.Body).Distinct());
        Assert.Equal(house.Receiver.All.Count, house.Receiver.All.Select(r => r.Time).Distinct().Count());
        Assert.All(house.Receiver.All, r => Assert.True(r.IsSignedBy(secret)));
    }

    [Fact]
    public async Task What_goes_well_at_last_ends_the_failing()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = _ => Task.FromResult(house.Receiver.All.Count < 3 ? 500 : 200);
        var (hook, _) = await house.Add();
        await house.Happen();
        await house.Deliver();
        Assert.Equal((WebhookState.Failing, 1), ((await house.Hooks.Find(hook, Cancel))!.State, (await house.Hooks.Find(hook, Cancel))!.Failures));

        for (var i = 0; i < 2; i++)
        {
            house.Clock.Advance(Rules.Retries[i] * 1.05);
            await house.Deliver();
        }

        Assert.Equal(WebhookDeliveryState.Delivered, Assert.Single(await house.Deliveries(hook)).State);
        var fared = (await house.Hooks.Find(hook, Cancel))!;
        Assert.Equal((WebhookState.Enabled, 0, null), (fared.State, fared.Failures, fared.FailingSince));
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = _ => Task.FromResult(302);
        var (hook, _) = await house.Add();
        await house.Happen();

        await house.Deliver();

        Assert.Equal("/", Assert.Single(house.Receiver.All).Path);
        Assert.Equal((WebhookFault.Answer, (int?)302), (Assert.Single(await house.Deliveries(hook)).Fault, (await house.Deliveries(hook))[0].Status));
    }

    [Fact]
    public async Task Who_asks_to_be_left_alone_for_a_while_is()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = _ => Task.FromResult(429);
        var (hook, _) = await house.Add();
        await house.Happen();

        await house.Deliver();

        Assert.Equal(house.Now + (Duration.FromMinutes(2) * 1.05), Assert.Single(await house.Deliveries(hook)).NextAt);
    }

    [Fact]
    public async Task Who_says_that_it_is_gone_is_told_nothing_more_and_the_administrators_are()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add();
        house.Receiver.Answer = _ => Task.FromResult(410);
        await house.Happen();
        await house.Deliver();
        await house.Happen();
        house.Clock.Advance(Duration.FromDays(2));
        await house.Deliver();

        Assert.Single(house.Receiver.All);
        var gone = (await house.Hooks.Find(hook, Cancel))!;
        Assert.Equal((WebhookState.Disabled, (WebhookStop?)WebhookStop.Gone), (gone.State, gone.DisabledBecause));
        Assert.Equal(WebhookDeliveryState.Failed, Assert.Single(await house.Deliveries(hook)).State);
        Assert.Equal("webhookDisabled", Assert.Single(await Notices(house)).Kind);
    }

    [Fact]
    public async Task A_webhook_of_which_everything_fails_for_days_is_disabled_and_the_administrators_are_told_once()
    {
        await using var house = await HookHouse.Open();
        house.Receiver.Answer = _ => Task.FromResult(500);
        var (hook, _) = await house.Add();
        await house.Happen();
        await house.Deliver();
        house.Clock.Advance(Rules.DisableAfter - Duration.FromTicks(1));
        await house.Happen();
        await house.Deliver();
        Assert.Equal(WebhookState.Failing, (await house.Hooks.Find(hook, Cancel))!.State);

        house.Clock.Advance(Duration.FromSeconds(10));
        await house.Deliver();

        var disabled = (await house.Hooks.Find(hook, Cancel))!;
        Assert.Equal((WebhookState.Disabled, (WebhookStop?)WebhookStop.Failing), (disabled.State, disabled.DisabledBecause));
        Assert.All(await house.Deliveries(hook), d => Assert.Equal(WebhookDeliveryState.Failed, d.State));
        Assert.Single(await Notices(house));
    }

    [Fact]
    public async Task Who_was_disabled_and_is_enabled_again_is_told_of_what_comes_then()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add();
        await house.Hooks.Disable(hook, WebhookStop.Person, house.Now, Cancel);
        await house.Happen();
        await house.Deliver();
        await house.Hooks.Enable(hook, Cancel);
        var told = await house.Happen();

        await house.Deliver();

        Assert.Contains(told.ToString(), Assert.Single(house.Receiver.All).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_long_outage_all_that_was_given_up_is_told_after_all_and_nothing_twice()
    {
        await using var house = await HookHouse.Open();
        house.Policy = Policy.Default with { Webhooks = Rules with { Retries = [] } };
        var (hook, _) = await house.Add();
        await house.Happen();
        await house.Deliver();
        house.Receiver.Answer = _ => Task.FromResult(500);
        for (var i = 0; i < 3; i++)
            await house.Happen();
        await house.Deliver();
        Assert.Equal(3, (await house.Deliveries(hook)).Count(d => d.State == WebhookDeliveryState.Failed));

        house.Receiver.Answer = _ => Task.FromResult(200);
        Assert.Equal(3, await house.Queue.AllAgain(hook, house.Now, Cancel));
        Assert.Equal(0, await house.Queue.AllAgain(hook, house.Now, Cancel));
        await house.Deliver();

        Assert.All(await house.Deliveries(hook), d => Assert.Equal(WebhookDeliveryState.Delivered, d.State));
        Assert.Equal(7, house.Receiver.All.Count);
        Assert.Equal(4, house.Receiver.All.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_program_that_holds_no_share_of_the_work_sends_nothing()
    {
        await using var house = await HookHouse.Open();
        await house.Add();
        await house.Happen();
        await house.Follower.Follow(Cancel);
        var (_, sender) = await house.Another(holdsShare: false);

        await await sender.Begin(Cancel);

        Assert.Empty(house.Receiver.All);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_tried_again()
    {
        var patience = new HeldTime();
        await using var house = await HookHouse.Open(patience);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        house.Receiver.Answer = _ =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var (hook, _) = await house.Add();
        await house.Happen();
        await house.Follower.Follow(Cancel);
        var sending = await house.Sender.Begin(Cancel);
        await asked.Task.WaitAsync(Cancel);

        Assert.Equal(Rules.Timeout.ToTimeSpan(), Assert.Single(patience.Asked));
        patience.Pass();
        await sending.WaitAsync(Cancel);

        var waiting = Assert.Single(await house.Deliveries(hook));
        Assert.Equal((WebhookDeliveryState.Waiting, (WebhookFault?)WebhookFault.Timeout, null), (waiting.State, waiting.Fault, waiting.Status));
        answer.SetResult(200);
    }

    [Fact]
    public async Task One_that_hangs_keeps_no_other_waiting()
    {
        await using var house = await HookHouse.Open(new HeldTime());
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<int>());
        house.Receiver.Answer = received =>
        {
            if (received.Path != "/slow")
                return Task.FromResult(200);
            asked.TrySetResult();
            return answer.Task;
        };
        var (slow, _) = await house.Add("/slow");
        var (quick, _) = await house.Add("/quick");
        await house.Happen();
        await house.Follower.Follow(Cancel);
        var first = await house.Sender.Begin(Cancel);
        await asked.Task.WaitAsync(Cancel);
        await Until(async () => (await house.Deliveries(quick)).All(d => d.State == WebhookDeliveryState.Delivered));

        await house.Happen();
        await house.Follower.Follow(Cancel);
        await Until(async () =>
        {
            // Once a second, as the server does it: who was just served may have looked before there was more.
            _ = await house.Sender.Begin(Cancel);
            return (await house.Deliveries(quick)).Count(d => d.State == WebhookDeliveryState.Delivered) == 2;
        });

        Assert.DoesNotContain(await house.Deliveries(slow), d => d.State == WebhookDeliveryState.Delivered);
        Assert.False(first.IsCompleted);
        answer.SetResult(200);
        await first.WaitAsync(Cancel);
        await house.Deliver();
        Assert.All(await house.Deliveries(slow), d => Assert.Equal(WebhookDeliveryState.Delivered, d.State));
    }

    [Fact]
    public async Task After_a_crash_between_queue_and_answer_the_same_delivery_is_made()
    {
        await using var house = await HookHouse.Open();
        var (hook, secret) = await house.Add();
        await house.Happen();
        await house.Follower.Follow(Cancel);
        var queued = Assert.Single(await house.Deliveries(hook));
        Assert.NotNull(await house.Queue.Claim(queued, house.Now + Duration.FromSeconds(45), Cancel));
        await house.Restart();
        await house.Deliver();
        Assert.Empty(house.Receiver.All);

        house.Clock.Advance(Duration.FromSeconds(45));
        await house.Deliver();

        var told = Assert.Single(house.Receiver.All);
        Assert.Equal(queued.Id.ToString(), told.Id);
        Assert.True(told.IsSignedBy(secret));
        Assert.Equal(WebhookDeliveryState.Delivered, Assert.Single(await house.Deliveries(hook)).State);
    }

    [Fact]
    public async Task Two_programs_that_both_think_it_theirs_send_each_once()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add();
        for (var i = 0; i < 40; i++)
            await house.Happen();
        var (follower, sender) = await house.Another();
        await Task.WhenAll(house.Follower.Follow(Cancel), follower.Follow(Cancel));

        // Who finds nothing left may give up before the other one has ended: so again until nothing is due.
        while ((await house.Queue.Due(hook, house.Now, 1, Cancel)).Count > 0)
            await Task.WhenAll(await house.Sender.Begin(Cancel), await sender.Begin(Cancel));

        Assert.Equal(40, house.Receiver.All.Count);
        Assert.Equal(40, house.Receiver.All.Select(r => r.Id).Distinct().Count());
        Assert.All(await house.Deliveries(hook), d => Assert.Equal(1, d.Attempts));
    }

    [Fact]
    public async Task A_secret_of_other_keys_signs_nothing()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add();
        await house.Execute("UPDATE webhook SET secret = 'of another house'");
        await house.Happen();

        await house.Deliver();

        Assert.Empty(house.Receiver.All);
        Assert.Equal(WebhookFault.Secret, Assert.Single(await house.Deliveries(hook)).Fault);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_tried_again()
    {
        await using var house = await HookHouse.Open();
        var (hook, _) = await house.Add(url: "http://127.0.0.1:1/");
        await house.Happen();

        await house.Deliver();

        var waiting = Assert.Single(await house.Deliveries(hook));
        Assert.Equal((WebhookDeliveryState.Waiting, (WebhookFault?)WebhookFault.Unreachable), (waiting.State, waiting.Fault));
    }

    private static async Task<IReadOnlyList<Notification>> Notices(HookHouse house) =>
        (await new Notifications(house.Store).List(new Reader("ada", ["admin"], null), null, 10, Cancel)).Items;

    private static async Task Until(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
