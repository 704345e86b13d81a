//! Sending a transaction, and repeating it while what is in the way passes.
//!
//! Conflicts, throttling, failures of the service and lost connections pass; they are repeated with
//! jitter under one `ClientRequestToken`, so that a repeat is never a second effect. Together with
//! the reads before it, the SDK's own time limits and [`PATIENCE`] stay within an API function's
//! fifteen seconds: two reads one after the other and the last try take four seconds each
//! (tandem-platform's `aws`), patience and the last pause 2.7.

use std::time::{Duration, Instant};

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};
use tandem_domain::Fault;

use crate::{Store, action, fault};

/// How long is repeated before the last try.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why a transaction was not carried out.
pub(crate) enum Stopped {
    /// Conditions failed: a reason for each action, in their order.
    Conditions(Vec<CancellationReason>),
    Fault(Fault),
}

impl Store {
    /// Carries out all actions or none.
    pub(crate) async fn transact(&self, actions: Vec<TransactWriteItem>) -> Result<(), Stopped> {
        let token = uuid::Uuid::new_v4().to_string();
        let deadline = Instant::now() + PATIENCE;
        let mut round = 0;
        loop {
            let request =
                self.client().await.transact_write_items().set_transact_items(Some(actions.clone()));
            let Err(error) = request.client_request_token(&token).send().await else { return Ok(()) };
            if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
                error.as_service_error()
                && is_final(cancelled.cancellation_reasons())
            {
                return Err(Stopped::Conditions(cancelled.cancellation_reasons().to_vec()));
            }
            if !passes(&error) || Instant::now() >= deadline {
                return Err(Stopped::Fault(fault(&error)));
            }
            round += 1;
            pause(round).await;
        }
    }
}

/// Whether conditions failed for good. Beside a conflict nothing is settled: the one that is in the way
/// may be this write's own twin.
fn is_final(reasons: &[CancellationReason]) -> bool {
    let conflict = |reason: &CancellationReason| reason.code() == Some("TransactionConflict");
    reasons.iter().any(action::failed) && !reasons.iter().any(conflict)
}

/// Whether what failed may go through when it is repeated.
fn passes<E: ProvideErrorMetadata>(error: &SdkError<E>) -> bool {
    match error {
        SdkError::ServiceError(service) => matches!(
            service.err().code(),
            Some(
                "TransactionCanceledException"
                    | "TransactionConflictException"
                    | "TransactionInProgressException"
                    | "ThrottlingException"
                    | "ProvisionedThroughputExceededException"
                    | "RequestLimitExceeded"
                    | "InternalServerError"
                    | "ServiceUnavailable"
            )
        ),
        SdkError::TimeoutError(_) | SdkError::DispatchFailure(_) | SdkError::ResponseError(_) => true,
        _ => false,
    }
}

/// Waits before the next round: 20 ms doubled each time up to 640 ms, of which a random part.
pub(crate) async fn pause(round: u32) {
    let most = 20 << round.min(5);
    tokio::time::sleep(Duration::from_millis(fastrand::u64(most / 4..=most))).await;
}
