//! The functions' release binaries: built one by one, as they are for a deployment, since packages
//! that are built together share the sum of their features.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::deployment;
use crate::print::Table;

/// What an API function's binary may have.
const MOST_BYTES: f64 = 6_000_000.0;

/// A function's binary.
pub struct Binary {
    /// The function's name, which is its package's and its folder's.
    pub name: String,
    pub path: PathBuf,
}

/// Builds a function that says hello, which comes first, and the functions of the template that are
/// asked for: all of them, if none is named.
pub fn build(wanted: &[String]) -> Result<Vec<Binary>, Box<dyn Error>> {
    let mut names: Vec<_> =
        deployment::of("", "")?.functions.into_iter().map(|function| function.name).collect();
    if let Some(unknown) = wanted.iter().find(|name| !names.contains(name)) {
        return Err(format!("{unknown} is neither a table nor a function").into());
    }
    names.retain(|name| wanted.is_empty() || wanted.contains(name));
    ["hello-function".to_owned()].into_iter().chain(names).map(build_one).collect()
}

fn build_one(name: String) -> Result<Binary, Box<dyn Error>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).ok_or("no repository")?;
    let folder = repository.join("target/bench");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", &name, "--target-dir"])
        .arg(&folder)
        .current_dir(repository)
        .status()?;
    if !status.success() {
        return Err(format!("{name} can't be built").into());
    }
    Ok(Binary { path: folder.join("release").join(&name), name })
}

/// Each binary's size, beside what it may have and beside the hello function's.
#[expect(clippy::cast_precision_loss, reason = "sizes of some megabytes")]
pub fn sizes(binaries: &[Binary]) -> Result<Table, Box<dyn Error>> {
    let bytes = |binary: &Binary| Ok::<_, std::io::Error>(fs::metadata(&binary.path)?.len());
    let hello = bytes(binaries.first().ok_or("no binaries")?)? as f64;
    let row = |binary: &Binary| -> Result<Vec<String>, std::io::Error> {
        let bytes = bytes(binary)?;
        let [of_most, of_hello] = [MOST_BYTES, hello].map(|other| format!("{:.2}", bytes as f64 / other));
        Ok(vec![binary.name.clone(), bytes.to_string(), of_most, of_hello])
    };
    Ok(Table {
        title: "Size of the release binaries".to_owned(),
        headings: vec!["function", "bytes", "of 6 MB", "of hello"],
        rows: binaries.iter().map(row).collect::<Result<_, _>>()?,
    })
}
