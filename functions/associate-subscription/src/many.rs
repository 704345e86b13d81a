//! Another reseller of record on many subscriptions at once.
//!
//! The partner ID is verified first, once: if it can't be used, nothing is done. Then each subscription is
//! decided and changed on its own, all of it or none (N1), and the answer says of each what came of it.
//! The call stops in time for the gateway; what is left by then, or met a fault, is said to be left, and
//! calling again goes on with it. tandem-store's `many` says why repeating is safe.

mod command;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use futures_util::stream::{StreamExt as _, iter};
use tandem_domain::partner_id::VerifiedReseller;
use tandem_domain::subscription::{
    AssociationOutcome as Outcome, Changed, associate_verified, may_associate_many, verified_for,
};
use tandem_domain::text::Reason;
use tandem_domain::{CustomerId, Fault, Halt, PartnerId, Rejection, SubscriptionId, Write};
use tandem_edge::resource::{
    ResellerOfRecordChange, reseller_of_record_change, reseller_of_record_change_line,
};
use tandem_edge::{Answer, Call};
use tandem_store::{Lines, NotCommitted, Store};
use tokio::time::timeout_at;

use command::Command;

/// How many subscriptions are being changed at a time. Those of one customer are changed one after the
/// other: they would get in each other's way on the item of the customer's partner.
const IN_FLIGHT: usize = 16;
/// After this long no further one is begun, and a call that is still reading is told to repeat. A
/// transaction takes up to seven seconds where everything goes wrong, so what is begun ends within the
/// function's fifteen.
const BEGIN_UNTIL: Duration = Duration::from_secs(7);

/// A subscription of a customer.
type Line = (CustomerId, SubscriptionId);

/// What is the same for every line.
struct Job<'a> {
    store: &'a Store,
    call: &'a Call,
    write: Write,
    /// An earlier call under this id may have found it usable; what that one did stays done.
    reseller: Result<VerifiedReseller, Rejection>,
    reason: Option<Reason>,
    validate_only: bool,
    begin_until: Instant,
    seen: Lines,
}

/// What is to be done, once all is read.
struct Prepared<'a> {
    job: Job<'a>,
    lines: Vec<Line>,
    mpn_id: PartnerId,
    more: bool,
}

pub async fn set(store: &Store, call: &Call) -> Result<Answer, Halt> {
    let begin_until = Instant::now() + BEGIN_UNTIL;
    // At most the claim is written by then, and a repeat goes on with that.
    let prepared = timeout_at(begin_until.into(), prepare(store, call, begin_until)).await;
    let too_slow = |_| Err(Fault::Busy("reading took all the time of a call of many".to_owned()).into());
    let Prepared { job, lines, mpn_id, more } = prepared.unwrap_or_else(too_slow)?;
    let lines = job.carry_out(&lines).await;
    let change = ResellerOfRecordChange { mpn_id, validate_only: job.validate_only, lines, more };
    Ok(Answer::ok(reseller_of_record_change(call, &change)))
}

/// Everything before the first change.
async fn prepare<'a>(store: &'a Store, call: &'a Call, begin_until: Instant) -> Result<Prepared<'a>, Halt> {
    let write = call.write()?;
    let command = Command::read(call)?;
    let seen = store.for_many(&write, command.mpn_id, command.replaced(), command.validate_only).await?;
    let provider = may_associate_many(&write, seen.caller.as_ref())?;
    let reseller = verified_for(provider, command.mpn_id, seen.registered.as_ref());
    let (found, more, again) = if let Some(claim) = seen.claim {
        (claim.lines, claim.more, true)
    } else {
        reseller.clone()?;
        let (found, more) = match command.selection(seen.replaced.as_ref())? {
            Some(selection) => store.selected(provider.tenant_id, &selection, command.mpn_id).await?,
            None => (Vec::new(), false),
        };
        if command.validate_only {
            (found, more, false)
        } else {
            let claim = store.claim(&write, found, more).await?;
            (claim.lines, claim.more, claim.is_repeat)
        }
    };
    let lines = command.listed.unwrap_or(found);
    let seen = store.for_lines(&write, &lines, again).await?;
    let (reason, validate_only) = (command.reason, command.validate_only);
    let job = Job { store, call, write, reseller, reason, validate_only, begin_until, seen };
    Ok(Prepared { job, lines, mpn_id: command.mpn_id, more })
}

impl Job<'_> {
    /// Does every line; gives what came of each, in their order.
    async fn carry_out(&self, lines: &[Line]) -> Vec<(Line, Outcome)> {
        let mut of_customers: BTreeMap<CustomerId, Vec<(usize, Line)>> = BTreeMap::new();
        for (number, line) in lines.iter().enumerate() {
            of_customers.entry(line.0).or_default().push((number, *line));
        }
        let one_by_one = iter(of_customers.into_values()).map(|of_customer| async move {
            let mut done = Vec::with_capacity(of_customer.len());
            for (number, line) in of_customer {
                done.push((number, (line, self.one(line).await)));
            }
            done
        });
        let mut done: Vec<(usize, (Line, Outcome))> =
            one_by_one.buffer_unordered(IN_FLIGHT).flat_map(iter).collect().await;
        done.sort_unstable_by_key(|(number, _)| *number);
        done.into_iter().map(|(_, of_line)| of_line).collect()
    }

    async fn one(&self, line: Line) -> Outcome {
        if let Some(answered) = self.seen.done(line.1) {
            return Outcome::Answered(answered.clone());
        }
        let seen = self.seen.seen(line);
        let decided = self.reseller.as_ref().map_err(Clone::clone).and_then(|reseller| {
            associate_verified(&self.write, seen.present(None), reseller, self.reason.clone())
        });
        match decided {
            Err(rejection) => Outcome::Refused(rejection),
            Ok(None) => Outcome::Unchanged,
            Ok(Some(changed)) if self.validate_only => Outcome::WouldChange { previous: previous(&changed) },
            Ok(Some(_)) if Instant::now() >= self.begin_until => Outcome::Left(None),
            Ok(Some(changed)) => self.commit(line, &changed).await,
        }
    }

    async fn commit(&self, line: Line, changed: &Changed) -> Outcome {
        let outcome = Outcome::Changed { previous: previous(changed) };
        let answer = Answer::ok(reseller_of_record_change_line(self.call, line, &outcome)).saved();
        match self.store.associate_one_of_many(&self.write, changed, &answer).await {
            Ok(()) => outcome,
            // Somebody changed it since it was read. The caller sent no etag that it could know as stale: it
            // is decided anew by a repeat.
            Err(NotCommitted::Refused(Rejection::StaleEtag)) => {
                Outcome::Left(Some(Fault::Busy("the subscription was changed meanwhile".to_owned())))
            }
            Err(NotCommitted::Refused(rejection) | NotCommitted::Halted(Halt::Rejected(rejection))) => {
                Outcome::Refused(rejection)
            }
            // A twin of this call was quicker.
            Err(NotCommitted::Halted(Halt::Replay(answered))) => Outcome::Answered(answered),
            Err(NotCommitted::Halted(Halt::Fault(fault))) => Outcome::Left(Some(fault)),
        }
    }
}

fn previous(changed: &Changed) -> Option<PartnerId> {
    changed.before.reseller_of_record.as_ref().map(|record| record.reseller.mpn_id)
}
