//! What the table's endpoint is to a function that starts: something to open a connection to, which
//! answers one read with nothing. It answers at once, so that neither the table's work nor the way
//! to it is measured, over TLS or plainly.

use std::error::Error;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const NOTHING: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 2\r\n\r\n{}";

/// A plain endpoint.
pub fn plain() -> io::Result<String> {
    let port = serve(answer)?;
    Ok(format!("http://localhost:{port}"))
}

/// An endpoint over TLS, and the root certificate that vouches for it. As at AWS, an intermediate
/// certificate lies between the two.
pub fn over_tls() -> Result<(String, String), Box<dyn Error>> {
    let authority = |name: &str| -> Result<(CertificateParams, KeyPair), rcgen::Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Ok((params, KeyPair::generate()?))
    };
    let (root_params, root_key) = authority("root")?;
    let root = root_params.self_signed(&root_key)?;
    let root_issuer = Issuer::new(root_params, root_key);
    let (between_params, between_key) = authority("between")?;
    let between = between_params.signed_by(&between_key, &root_issuer)?;
    let between_issuer = Issuer::new(between_params, between_key);
    let key = KeyPair::generate()?;
    let leaf = CertificateParams::new(["localhost".to_owned()])?.signed_by(&key, &between_issuer)?;
    let chain: Vec<CertificateDer<'static>> = vec![leaf.into(), between.into()];
    let key = PrivateKeyDer::try_from(key.serialize_der())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key)?);
    let port = serve(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).map_err(io::Error::other)?;
        answer(StreamOwned::new(connection, stream))
    })?;
    Ok((format!("https://localhost:{port}"), root.pem()))
}

fn serve<S>(serve: S) -> io::Result<u16>
where
    S: Fn(TcpStream) -> io::Result<()> + Clone + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = stream.set_nodelay(true);
            let serve = serve.clone();
            // A function that is stopped breaks its connection off; that is no failure here.
            thread::spawn(move || drop(serve(stream)));
        }
    });
    Ok(port)
}

/// Answers every request of a connection. A request ends with the object that its body is.
fn answer(mut stream: impl Read + Write) -> io::Result<()> {
    let mut request = Vec::new();
    let mut part = [0; 4096];
    loop {
        let length = stream.read(&mut part)?;
        if length == 0 {
            return Ok(());
        }
        request.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&request);
        if text.split_once("\r\n\r\n").is_some_and(|(_, body)| body.ends_with('}') && braces_close(body)) {
            request.clear();
            stream.write_all(NOTHING)?;
            stream.flush()?;
        }
    }
}

fn braces_close(body: &str) -> bool {
    body.matches('{').count() == body.matches('}').count()
}
