//! The programs of the system: found where they usually are, and installed by apt-get where there is one.
//!
//! Which programs, in which packages, is said by the modules that need them, never here.

use crate::run::{self, Failure, Outcome, on_path, output_of};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;

/// The file that this environment variable names; an error where it is set and nothing is there.
pub fn named_by(variable: &str) -> Outcome<Option<PathBuf>> {
    let Some(named) = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    match named.is_file() {
        true => Ok(Some(named)),
        false => Err(Failure::new(format!("{variable} is set to {}, which is not there.", named.display()))
            .remedy(format!("Correct or unset {variable}."))),
    }
}

/// Those of these files that are there, and then those of these programs that are on the PATH.
pub fn candidates(files: &[&str], programs: &[&str]) -> impl Iterator<Item = PathBuf> {
    let files = files.iter().map(PathBuf::from).filter(|file| file.is_file());
    files.chain(programs.iter().filter_map(|program| on_path(program)))
}

/// How apt-get is called with the rights that it needs.
pub struct Apt {
    by_sudo: bool,
}

impl Apt {
    /// None where there is no apt-get, or no right to use it without a password.
    pub fn find() -> Option<Self> {
        on_path("apt-get")?;
        let is_root = output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
        let by_sudo = !is_root;
        if by_sudo {
            output_of(Command::new("sudo").args(["-n", "true"]))?;
        }
        Some(Self { by_sudo })
    }

    /// Installs these packages, and never by removing others: a desktop keeps its office.
    pub fn install(&self, packages: &[&str]) -> Outcome {
        static UPDATE: Once = Once::new();
        UPDATE.call_once(|| {
            // An update that fails for one of many sources does not matter if the install works.
            let _ = run::run(&mut self.command(&["update", "-q"]), "`apt-get update`");
        });
        let arguments = [&["install", "-q", "-y", "--no-install-recommends", "--no-remove"], packages].concat();
        run::run(&mut self.command(&arguments), "`apt-get install`")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        // By `env`, as sudo keeps no variables.
        let mut command = match self.by_sudo {
            true => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "env"]);
                sudo
            }
            false => Command::new("env"),
        };
        command
            .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"])
            .args(["-o", "Dpkg::Use-Pty=0"])
            .args(arguments);
        command
    }
}
