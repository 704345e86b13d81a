//! The README's tour, run as it stands there, so that it can't go stale.
//!
//! Its commands are `curl`, sometimes into `jq` with a plain path, sometimes into a variable; that
//! much of a shell is played here, so that the test needs neither. An answer in the README holds part
//! of the real one, and `…` in a text stands for anything.

use std::collections::HashMap;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value;
use tandem_tests::World;
use tower::ServiceExt as _;

const README: &str = include_str!("../../README.md");

#[tokio::test]
async fn the_tour_of_the_readme_gives_the_answers_that_it_shows() {
    let world = World::start().await;
    let mut shell = Shell { world, variables: HashMap::new() };
    let mut last = Value::Null;
    let (mut commands, mut answers) = (0, 0);
    for (language, block) in blocks(README) {
        match language {
            "sh" => {
                for command in commands_of(block) {
                    last = shell.run(&command).await;
                    commands += 1;
                }
            }
            "json" => {
                let shown: Value = serde_json::from_str(block).expect("an answer in JSON");
                assert!(holds(&last, &shown), "shown:\n{shown:#}\nanswered:\n{last:#}");
                answers += 1;
            }
            _ => {}
        }
    }
    assert!(commands >= 12 && answers >= 8, "{commands} commands, {answers} answers");
}

/// The fenced blocks of a text, with their languages.
fn blocks(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'))
}

/// The commands of a block: one a line, going on while a quote is open.
fn commands_of(block: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut command = String::new();
    for line in block.lines() {
        if !command.is_empty() {
            command.push('\n');
        }
        command.push_str(line);
        if shlex::split(&command).is_some() && !line.trim().is_empty() {
            commands.push(std::mem::take(&mut command));
        }
    }
    assert!(command.trim().is_empty(), "a command that doesn't end: {command}");
    commands
}

struct Shell {
    world: World,
    variables: HashMap<String, String>,
}

impl Shell {
    /// Runs a command and gives its answer.
    async fn run(&mut self, command: &str) -> Value {
        let assignment =
            command.split_once("=$(").filter(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase()));
        if let Some((name, rest)) = assignment {
            let value = self.pipeline(rest.strip_suffix(')').expect("the end of $(…)")).await;
            let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            self.variables.insert(name.to_owned(), text);
            return value;
        }
        self.pipeline(command).await
    }

    async fn pipeline(&self, command: &str) -> Value {
        // Nothing to wait for: before each request, everything that was asked for is done.
        let command = command.strip_prefix("sleep 1; ").unwrap_or(command);
        let (source, filter) = match command.split_once(" | jq ") {
            Some((source, filter)) => (source, Some(filter)),
            None => (command, None),
        };
        let answer = match source.strip_prefix("echo \"$") {
            Some(kept) => {
                serde_json::from_str(&self.variables[kept.trim_end_matches('"')]).expect("a kept answer")
            }
            None => self.curl(source).await,
        };
        filter.map_or_else(|| answer.clone(), |filter| picked(&answer, filter))
    }

    async fn curl(&self, command: &str) -> Value {
        let mut words = self.expanded(command).into_iter();
        assert_eq!(words.next().as_deref(), Some("curl"));
        let (mut method, mut url, mut body) = (None, None, None);
        let mut request = Request::builder();
        while let Some(word) = words.next() {
            match word.as_str() {
                "-s" => {}
                "-X" => method = words.next(),
                "-d" => body = words.next(),
                "-H" => {
                    let header = words.next().expect("a header");
                    let (name, value) = header.split_once(": ").expect("a name and a value");
                    request = request.header(name, value);
                }
                _ => url = Some(word),
            }
        }
        let path = url.expect("an address").replace("http://127.0.0.1:3000", "");
        let method = method.unwrap_or_else(|| if body.is_some() { "POST" } else { "GET" }.to_owned());
        if body.is_some() {
            // What curl says of data, whatever it is.
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        let request = request.method(method.as_str()).uri(path).body(Body::from(body.unwrap_or_default()));
        self.world.stack.settle().await;
        let response =
            self.world.stack.router().oneshot(request.expect("a request")).await.expect("an answer");
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let text =
            String::from_utf8_lossy(&bytes).replace(self.world.stack.origin(), "http://127.0.0.1:3000");
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{command}: {text}"))
    }

    /// The command's words, with variables in place.
    fn expanded(&self, command: &str) -> Vec<String> {
        let mut command = command.to_owned();
        for (name, value) in &self.variables {
            let last_segment = value.rsplit('/').next().unwrap_or_default();
            command = command.replace(&format!("${{{name}##*/}}"), last_segment);
            command = command.replace(&format!("${name}"), value);
        }
        shlex::split(&command).expect("words")
    }
}

/// What a plain path such as `.items[0].id` picks.
fn picked(answer: &Value, filter: &str) -> Value {
    let path = filter.trim().trim_start_matches("-r ").trim_matches('\'').trim_end_matches('.');
    let pointer = path.replace('[', ".").replace(']', "").replace("..", ".").replace('.', "/");
    answer.pointer(&pointer).unwrap_or_else(|| panic!("{filter} finds nothing in {answer:#}")).clone()
}

/// Whether an answer holds what is shown of it.
fn holds(answer: &Value, shown: &Value) -> bool {
    match (answer, shown) {
        (Value::Object(answer), Value::Object(shown)) => {
            shown.iter().all(|(name, shown)| answer.get(name).is_some_and(|answer| holds(answer, shown)))
        }
        (Value::Array(answer), Value::Array(shown)) => {
            answer.len() == shown.len()
                && answer.iter().zip(shown).all(|(answer, shown)| holds(answer, shown))
        }
        (Value::String(answer), Value::String(shown)) => fits(answer, shown),
        _ => answer == shown,
    }
}

/// Whether a text fits a pattern in which `…` stands for anything.
fn fits(text: &str, pattern: &str) -> bool {
    let mut rest = text;
    for (number, part) in pattern.split('…').enumerate() {
        match rest.find(part) {
            Some(at) if number > 0 || at == 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || pattern.ends_with('…')
}
