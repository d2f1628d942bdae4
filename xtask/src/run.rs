//! What every command of this tool is made of: steps that say what they do and how long they took,
//! child processes, and errors that say what to do about them.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong, in one sentence, and what to do about it where that is known.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: Option<String>,
}

/// The result of anything here that can fail.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure that is told in one sentence.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// The same with a sentence that says what to do.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// For `map_err`: an operation on a file that did not work.
    pub fn file<E: fmt::Display>(verb: &str, path: &Path) -> impl FnOnce(E) -> Self {
        let what = format!("Cannot {verb} {}", path.display());
        move |error| Self::new(format!("{what}: {error}."))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "error: {}", self.what)?;
        match &self.remedy {
            Some(remedy) => write!(out, "\n       {remedy}"),
            None => Ok(()),
        }
    }
}

/// Says what is about to happen and how long it may take, does it, and says how long it took.
pub fn step<T>(doing: &str, hint: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("\n==> {doing} ({hint})");
    let start = Instant::now();
    let result = work()?;
    println!("    done in {}", duration(start.elapsed().as_secs_f32()));
    Ok(result)
}

fn duration(seconds: f32) -> String {
    match seconds {
        s if s < 9.95 => format!("{s:.1} s"),
        s if s < 99.5 => format!("{s:.0} s"),
        s => format!("{} min {:.0} s", (s / 60.0) as u32, s % 60.0),
    }
}

/// Runs a command to its end with its output shown and no input; `what` completes "... failed".
pub fn run(command: &mut Command, what: &str) -> Outcome {
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{what} failed ({status}); its own words are above.")))
}

/// Runs a command and gives what it prints, or nothing where it cannot be run or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    let failure = Failure::new(format!("`{program}` cannot be started: {error}."));
    match program.as_ref() {
        "node" | "npm" | "npm.cmd" => failure.remedy(NODE_REMEDY),
        _ => failure,
    }
}

const NODE_REMEDY: &str = "Install Node.js 20 or newer, with npm, from https://nodejs.org or your system's packages.";

/// Fails early and clearly where Node.js or npm is missing or too old.
pub fn require_node() -> Outcome {
    let version = output_of(Command::new("node").arg("--version"))
        .ok_or_else(|| Failure::new("Node.js is not installed.").remedy(NODE_REMEDY))?;
    let major: Option<u32> = version.trim().trim_start_matches('v').split('.').next().and_then(|n| n.parse().ok());
    if major.is_none_or(|major| major < 20) {
        return Err(Failure::new(format!("Node.js {} is too old.", version.trim())).remedy(NODE_REMEDY));
    }
    output_of(Command::new(npm()).arg("--version"))
        .map(|_| ())
        .ok_or_else(|| Failure::new("npm is not installed.").remedy(NODE_REMEDY))
}

/// npm's program name: a batch file on Windows.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// A program to run in the root of the checkout, whatever the folder this tool was called from.
pub fn here(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Compiler flags and targets of the caller's environment are made for native code; they break or
/// change a wasm build, and a build tool's.
pub fn without_compiler_flags(command: &mut Command) -> &mut Command {
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
    ] {
        command.env_remove(name);
    }
    command
}

/// The root of the checkout: the folder above this crate's.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .filter(|folder| folder.ends_with("xtask"))
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    own.parent().map_or(own.clone(), Path::to_path_buf)
}

/// The page as it is served.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The first program of that name on the PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|folder| executable_in(&folder, program))
}

/// The program of that name in this folder.
pub fn executable_in(folder: &Path, program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{program}{ending}"))).find(|file| file.is_file())
}

/// The caller's PATH with these folders first.
pub fn path_with(first: &[PathBuf]) -> Outcome<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(std::env::split_paths(&old));
    std::env::join_paths(all).map_err(|error| Failure::new(format!("A tool's folder cannot be on the PATH: {error}.")))
}

/// Removes a folder and what is in it; one that is not there is fine.
pub fn remove_folder(folder: &Path) -> Outcome {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file("remove", folder)(error)),
        _ => Ok(()),
    }
}

/// Every file below a folder, as paths relative to it with `/` between the parts, in a fixed order.
pub fn files_below(folder: &Path) -> Outcome<Vec<String>> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Outcome {
        for entry in std::fs::read_dir(folder).map_err(Failure::file("read", folder))? {
            let entry = entry.map_err(Failure::file("read", folder))?;
            let name: &OsStr = &entry.file_name();
            let relative = format!("{prefix}{}", name.to_string_lossy());
            match entry.path().is_dir() {
                true => walk(&entry.path(), &format!("{relative}/"), found)?,
                false => found.push(relative),
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_a_person_would() {
        assert_eq!(duration(0.84), "0.8 s");
        assert_eq!(duration(42.4), "42 s");
        assert_eq!(duration(185.0), "3 min 5 s");
    }

    #[test]
    fn a_failure_tells_its_remedy_on_a_line_of_its_own() {
        let failure = Failure::new("Port 1 is taken.").remedy("Use another.");
        assert_eq!(failure.to_string(), "error: Port 1 is taken.\n       Use another.");
    }
}
