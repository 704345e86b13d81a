//! HTTP as the SDK and the engine speak it to each other: a head, and a body of a known length.

use std::fmt::Write as _;
use std::io;

use tokio::io::{
    AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufStream,
};
use tokio::net::TcpStream;

/// A request or an answer.
pub(super) struct Message {
    head: String,
    pub(super) body: Vec<u8>,
}

impl Message {
    /// An answer with a status and a body.
    pub(super) fn answer(status: &str, body: &serde_json::Value) -> Self {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.0\r\n");
        Self { head, body: body.to_string().into_bytes() }
    }

    /// The next message; none if the other side is done.
    pub(super) async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Self>> {
        let mut head = String::new();
        loop {
            let start = head.len();
            if stream.read_line(&mut head).await? == 0 {
                return Ok(None);
            }
            if &head[start..] == "\r\n" {
                head.truncate(start);
                break;
            }
        }
        let mut message = Self { head, body: Vec::new() };
        let length = message.header("content-length").and_then(|length| length.parse().ok());
        message.body.resize(length.unwrap_or_default(), 0);
        stream.read_exact(&mut message.body).await?;
        Ok(Some(message))
    }

    pub(super) async fn write(&self, stream: &mut (impl AsyncWrite + Unpin)) -> io::Result<()> {
        let mut text = String::new();
        // The length anew, for the body may be another by now, and then its checksum is, too.
        for line in self.head.lines().filter(|line| !is_of(line, "content-length") && !is_of(line, CHECKSUM))
        {
            let _ = write!(text, "{line}\r\n");
        }
        let _ = write!(text, "content-length: {}\r\n\r\n", self.body.len());
        stream.write_all(text.as_bytes()).await?;
        stream.write_all(&self.body).await?;
        stream.flush().await
    }

    /// The same with another body.
    pub(super) fn with(&self, body: &serde_json::Value) -> Self {
        Self { head: self.head.clone(), body: body.to_string().into_bytes() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let line = self.head.lines().skip(1).find(|line| is_of(line, name))?;
        Some(line[name.len() + 1..].trim())
    }

    /// Takes the path off a request, without its slashes.
    pub(super) fn take_path(&mut self) -> String {
        let mut words = self.head.split(' ');
        let path = words.nth(1).unwrap_or_default().to_owned();
        self.head = self.head.replacen(&format!(" {path} "), " / ", 1);
        path.trim_matches('/').to_owned()
    }
}

/// The engine, over one connection that is opened when it is needed.
pub(super) struct Table {
    address: String,
    stream: Option<BufStream<TcpStream>>,
}

impl Table {
    pub(super) fn at(address: String) -> Self {
        Self { address, stream: None }
    }

    pub(super) async fn ask(&mut self, request: &Message) -> io::Result<Message> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => none.insert(BufStream::new(TcpStream::connect(&self.address).await?)),
        };
        request.write(stream).await?;
        Message::read(stream).await?.ok_or(io::ErrorKind::UnexpectedEof.into())
    }
}

const CHECKSUM: &str = "x-amz-crc32";

fn is_of(line: &str, name: &str) -> bool {
    line.split_once(':').is_some_and(|(header, _)| header.eq_ignore_ascii_case(name))
}
