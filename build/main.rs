//! Checks the edition files and turns them into the texts that the page carries.
//!
//! What belongs here: reading `editions/`, stopping the build with file and line when something is wrong, and
//! writing the result for `src/standard` to include. Never here: a fact or a word of the standard.

#![allow(clippy::print_stdout, reason = "printing is how a build script speaks to cargo")]

mod catalogue;
#[path = "../src/standard/clause.rs"]
#[allow(dead_code, reason = "the page uses more of it than the build")]
mod clause;
mod emit;
#[path = "../src/standard/version.rs"]
mod version;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=editions");
    println!("cargo::rerun-if-changed=build");
    match run(&root.join("editions"), &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(editions: &Path, out: &Path) -> Result<(), Vec<String>> {
    let files = catalogue::Files::read(editions).map_err(|problem| vec![problem])?;
    let catalogue =
        catalogue::check(&files).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let texts = emit::texts(&catalogue);
    for (name, text) in [("editions.txt", texts.editions), ("words.txt", texts.words)] {
        let target = out.join(name);
        std::fs::write(&target, text).map_err(|error| vec![format!("cannot write {}: {error}", target.display())])?;
    }
    Ok(())
}
