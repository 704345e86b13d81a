//! The command line as its users have it: the binary itself, against the local stack and its data.

mod enrollments;
mod founding;
mod importing;
mod interrupted;
mod kept_data;
mod offers;
mod organisations;
mod providers;
mod usage;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tandem_tests::World;

/// Who works at the command line.
const OLGA: &str = "olga@program.example";

/// What came of a command.
pub struct Ended {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the binary without anything of this process's environment that names a table.
pub fn operator(arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_operator"));
    for variable in ["TABLE_NAME", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
        command.env_remove(variable);
    }
    let Output { status, stdout, stderr } = command.args(arguments).output().expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ended { code: status.code().expect("an exit code"), out: text(stdout), err: text(stderr) }
}

/// Runs it as Olga against a world's table.
pub fn in_world(world: &World, arguments: &[&str]) -> Ended {
    let endpoint = world.stack.stand_ins().table_endpoint();
    operator(&[&["--endpoint", &endpoint, "--as", OLGA], arguments].concat())
}

/// A folder of a test's own, gone at its end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn make() -> Self {
        let folder = std::env::temp_dir().join(format!("tandem-operator-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of something in it, as an argument.
    pub fn at(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }

    /// A file in it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.0.join(name), content).expect("a file");
        self.at(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
