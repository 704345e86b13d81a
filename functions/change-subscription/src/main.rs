//! The Lambda function `change-subscription`.

use std::convert::Infallible;

use change_subscription::{App, handle};
use lambda_http::service_fn;
use tandem_platform::{Environment, log};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    let env = Environment::from_process();
    log::start(&env);
    let app = &App::start(&env).await?;
    lambda_http::run(service_fn(|request| async move { Ok::<_, Infallible>(handle(app, request).await) }))
        .await
}
