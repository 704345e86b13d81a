//! A Lambda function that does nothing but say hello: the floor under every function's size and start.

use std::convert::Infallible;

use lambda_http::{Request, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_http::Error> {
    lambda_http::run(service_fn(|_: Request| async { Ok::<_, Infallible>("hello") })).await
}
