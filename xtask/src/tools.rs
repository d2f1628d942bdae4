//! The build tools: which versions, and how they are found or installed.
//!
//! This is the only place that pins them. A tool is taken from the PATH if it has the right version,
//! else from a cache of the user's that all checkouts share, else it is installed into that cache.

use crate::run::{self, Failure, Outcome, executable_in, on_path, output_of, step};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A tool of one exact version.
pub struct Tool {
    /// Its name in its registry, crates.io or npm.
    name: &'static str,
    version: &'static str,
    /// The version as its programs tell it.
    told: &'static str,
    /// What it brings; each must be there and tell that version.
    programs: &'static [&'static str],
    from: Registry,
    hint: &'static str,
}

enum Registry {
    /// Compiled here, with these further arguments.
    Crates(&'static [&'static str]),
    Npm,
}

/// Drives the build of the page.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    told: "0.21.14",
    programs: &["trunk"],
    // Its defaults are an update check and two TLS libraries, none of which an offline build needs.
    from: Registry::Crates(&["--no-default-features"]),
    hint: "once for this user, about 3 minutes",
};

/// Makes the JavaScript side of the wasm, and runs the wasm tests. The same version as the
/// `wasm-bindgen` dependency in Cargo.toml and in Trunk.toml.
pub const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.126",
    told: "0.2.126",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    from: Registry::Crates(&[]),
    hint: "once for this user, about 2 minutes",
};

/// Gives wasm-opt, which makes the wasm smaller. The same version as in Trunk.toml.
pub const BINARYEN: Tool = Tool {
    name: "binaryen",
    version: "132.0.0",
    told: "132",
    programs: &["wasm-opt"],
    from: Registry::Npm,
    hint: "once for this user, some seconds",
};

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the compiler's wasm target where it is missing.
pub fn ensure_target() -> Outcome {
    let libraries = output_of(run::here("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    step(&format!("Adding the compiler's target {TARGET}"), "once, some seconds", || {
        run::run(run::here("rustup").args(["target", "add", TARGET]), "`rustup target add`").map_err(|failure| {
            failure.remedy(format!("Install Rust by https://rustup.rs, or {TARGET} the way your Rust was installed."))
        })
    })
}

/// Makes sure that these tools are there and gives the folders to put first on the PATH.
pub fn ensure(tools: &[&Tool]) -> Outcome<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for tool in tools {
        if tool.programs.iter().all(|program| on_path(program).is_some_and(|file| tool.tells_version(&file))) {
            continue;
        }
        let home = cache_folder()?.join(format!("{}-{}", tool.name, tool.version));
        if !tool.is_in(&home) {
            let doing = format!("Installing {} {} into {}", tool.name, tool.version, home.display());
            step(&doing, tool.hint, || tool.install(&home))?;
        }
        folders.push(tool.programs_folder(&home));
    }
    Ok(folders)
}

impl Tool {
    fn programs_folder(&self, home: &Path) -> PathBuf {
        match self.from {
            Registry::Crates(_) => home.join("bin"),
            Registry::Npm => home.join("node_modules").join(".bin"),
        }
    }

    fn is_in(&self, home: &Path) -> bool {
        let folder = self.programs_folder(home);
        let good = |program: &&str| executable_in(&folder, program).is_some_and(|file| self.tells_version(&file));
        self.programs.iter().all(good)
    }

    fn tells_version(&self, program: &Path) -> bool {
        // Trunk takes NO_COLOR=1 for an error in its options.
        output_of(Command::new(program).arg("--version").env_remove("NO_COLOR"))
            .is_some_and(|text| names_version(&text, self.told))
    }

    /// Installs into a folder beside `home` first: what is interrupted never looks installed.
    fn install(&self, home: &Path) -> Outcome {
        let tools = home.parent().unwrap_or(home);
        std::fs::create_dir_all(tools).map_err(Failure::file("create", tools))?;
        remove_leftovers(tools);
        let partial = tools.join(format!("{}-{}{PARTIAL}{}", self.name, self.version, std::process::id()));
        run::remove_folder(&partial)?;
        std::fs::create_dir(&partial).map_err(Failure::file("create", &partial))?;
        let installed = self.install_into(&partial).and_then(|()| {
            if !self.is_in(&partial) {
                return Err(Failure::new(format!("{} was installed but does not run as {}.", self.name, self.version)));
            }
            // Another run may have been quicker.
            if self.is_in(home) {
                return Ok(());
            }
            run::remove_folder(home)?;
            std::fs::rename(&partial, home).map_err(Failure::file("create", home))
        });
        run::remove_folder(&partial)?;
        installed
    }

    fn install_into(&self, folder: &Path) -> Outcome {
        match self.from {
            Registry::Crates(arguments) => {
                let build = folder.join("build");
                let mut cargo = Command::new("cargo");
                run::without_compiler_flags(&mut cargo)
                    // Not in the checkout: its settings are for the page.
                    .current_dir(folder)
                    // A debug build is made in a third of the time of a release build and is fast enough.
                    .args(["install", "--debug", "--locked", self.name])
                    .arg(format!("--version={}", self.version))
                    .arg("--root")
                    .arg(folder)
                    .args(arguments)
                    .env("CARGO_TARGET_DIR", &build)
                    .env("CARGO_PROFILE_DEV_DEBUG", "0")
                    .env("CARGO_INCREMENTAL", "0");
                run::run(&mut cargo, &format!("Installing {} by `cargo install`", self.name))?;
                run::remove_folder(&build)
            }
            Registry::Npm => {
                let mut npm = Command::new(run::npm());
                npm.current_dir(folder)
                    .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact", "--prefix"])
                    .arg(folder)
                    .arg(format!("{}@{}", self.name, self.version));
                run::run(&mut npm, &format!("Installing {} by npm", self.name))
            }
        }
    }
}

/// Whether one of the words is that version: `trunk 0.21.14` is not 0.21.1.
fn names_version(text: &str, version: &str) -> bool {
    text.split_whitespace().any(|word| word == version)
}

const PARTIAL: &str = ".partial-";

/// Removes what an interrupted run left a day ago or more; a younger one may still be at work.
fn remove_leftovers(tools: &Path) {
    let Ok(entries) = std::fs::read_dir(tools) else {
        return;
    };
    for entry in entries.flatten() {
        let old = entry.metadata().and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
        let old = old.is_some_and(|age| age > Duration::from_secs(24 * 60 * 60));
        if old && entry.file_name().to_string_lossy().contains(PARTIAL) {
            // Only tidying up: the install works without it.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// The cache of this user for the tools of this project.
fn cache_folder() -> Outcome<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let base = if cfg!(windows) { named("LOCALAPPDATA") } else { named("XDG_CACHE_HOME") };
    base.or_else(|| std::env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".cache")))
        .map(|cache| cache.join("iec62304-readiness").join("tools"))
        .ok_or_else(|| {
            Failure::new("This user has no home folder to keep the build tools in.")
                .remedy("Set XDG_CACHE_HOME to a folder of your choice.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(names_version("trunk 0.21.14\n", "0.21.14"));
        assert!(names_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!names_version("trunk 0.21.14", "0.21.1"));
        assert!(!names_version("wasm-opt version 1320", "132"));
    }

    /// The pins are repeated where Cargo and Trunk need them; a half-made update must not build.
    #[test]
    fn the_pins_agree_with_trunk_toml_and_cargo_toml() {
        let read = |name: &str| std::fs::read_to_string(run::root().join(name)).unwrap_or_default();
        let trunk = read("Trunk.toml");
        assert!(trunk.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
        assert!(trunk.contains(&format!("wasm_opt = \"version_{}\"", BINARYEN.told)));
        assert!(read("Cargo.toml").contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
    }
}
