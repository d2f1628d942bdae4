//! The release build of the page: Trunk's build into a folder of its own, then `finish` into `dist`.

use crate::run::{self, Outcome, dist, root, step};
use crate::{finish, size, split, tools};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the page into `dist` and says what its first load costs.
pub fn build() -> Outcome {
    run::require_node()?;
    tools::ensure_target()?;
    let folders = tools::ensure(&[&tools::TRUNK, &tools::WASM_BINDGEN, &tools::BINARYEN])?;
    let staging = root().join("target").join("page");

    // Trunk's --offline, which keeps it from downloading other tools than ours, holds for Cargo too.
    step("Fetching the crates of the page", "seconds; longer the first time", || {
        run::run(
            run::here("cargo").args(["fetch", "--quiet", "--target", tools::TARGET, "--target", "host-tuple"]),
            "`cargo fetch`",
        )
    })?;
    step("Building the page with Trunk", "half a minute; 2 minutes the first time", || {
        run::remove_folder(&staging)?;
        run::run(&mut trunk(&folders, &staging)?, "`trunk build`")
    })?;
    step("Putting what comes late into a wasm of its own", "20 seconds", || split::split(&staging, &folders))?;
    step("Naming the files of the page by their content, into dist", "an instant", || {
        finish::finish(&staging, &dist())
    })?;
    let sizes = size::measure(&dist())?;
    println!("    first load: {}", sizes.summary());
    println!("    loaded right after it: {}", sizes.later());
    Ok(())
}

fn trunk(folders: &[PathBuf], staging: &Path) -> Outcome<Command> {
    let mut trunk = run::here("trunk");
    run::without_compiler_flags(&mut trunk)
        .args(["build", "--release", "--offline", "--log=warn", "--dist"])
        .arg(staging)
        .env("PATH", run::path_with(folders)?)
        .env("CARGO_ENCODED_RUSTFLAGS", no_private_paths());
    // Trunk reads its options from these too, over Trunk.toml.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TRUNK_") {
            trunk.env_remove(name);
        }
    }
    // Trunk takes NO_COLOR=1 for an error in its options; it knows true and false only.
    match std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        true => trunk.env("NO_COLOR", "true"),
        false => trunk.env_remove("NO_COLOR"),
    };
    Ok(trunk)
}

/// Panic messages name source files. Without the builder's own folders in them the page is smaller and
/// says nothing of who built it.
fn no_private_paths() -> OsString {
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let mut flags = OsString::new();
    for (folder, name) in [(Some(root()), "."), (cargo_home.map(|home| home.join("registry").join("src")), "crates")] {
        let Some(folder) = folder else { continue };
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(folder);
        flags.push("=");
        flags.push(name);
    }
    for flag in split::FLAGS {
        flags.push("\u{1f}");
        flags.push(flag);
    }
    flags
}
