//! Lambda's side of `deliver-mail`.

use deliver_mail::{App, handle};
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::Value;
use tandem_platform::{Environment, log};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let env = Environment::from_process();
    log::start(&env);
    let app = &App::start(&env).await?;
    run(service_fn(|event: LambdaEvent<Value>| handle(app, event.payload))).await
}
