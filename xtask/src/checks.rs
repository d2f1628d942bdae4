//! Everything that `cargo xtask test` runs, in the order in which it fails fastest. It is also all
//! that continuous integration runs.

use crate::browser::{self, Browser};
use crate::run::{self, Failure, Outcome, dist, root, step};
use crate::{page, readers, size, tools};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

/// One of the checks, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Every file is as rustfmt writes it.
    Fmt,
    /// No warning, natively and for the browser.
    Clippy,
    /// The tests that need no browser.
    Native,
    /// The tests of the browser layer, in a headless browser.
    Wasm,
    /// The release build into `dist`.
    Build,
    /// The first load is small enough.
    Size,
    /// The built page in a browser, as people use it.
    E2e,
}

impl Step {
    const ALL: [Self; 7] = [Self::Fmt, Self::Clippy, Self::Native, Self::Wasm, Self::Build, Self::Size, Self::E2e];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::E2e => "e2e",
        }
    }

    /// The step of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    fn run(self, playwright: &[String]) -> Outcome {
        match self {
            Self::Fmt => format(),
            Self::Clippy => clippy(),
            Self::Native => native_tests(),
            Self::Wasm => wasm_tests(),
            Self::Build => page::build(),
            Self::Size => step("Measuring the first load", "seconds", size::report),
            Self::E2e => end_to_end(playwright),
        }
    }
}

/// Runs these steps, or all where none is named, and stops at the first that fails.
pub fn run_all(only: &[Step], playwright: &[String]) -> Outcome {
    let chosen: Vec<Step> = Step::ALL.into_iter().filter(|step| only.is_empty() || only.contains(step)).collect();
    // What a person must install first is told before the minutes that the other steps take.
    if chosen.iter().any(|step| matches!(step, Step::Wasm | Step::Build | Step::Size | Step::E2e)) {
        run::require_node()?;
    }
    if chosen.iter().any(|step| matches!(step, Step::Wasm | Step::E2e)) {
        browser::ensure()?;
    }
    if chosen.contains(&Step::E2e) {
        readers::ensure()?;
    }
    for step in &chosen {
        step.run(playwright)?;
    }
    println!("\nEvery check passed: {}.", chosen.iter().map(|step| step.name()).collect::<Vec<_>>().join(", "));
    Ok(())
}

fn format() -> Outcome {
    step("Checking the format of the code", "seconds", || {
        run::run(run::here("cargo").args(["fmt", "--all", "--check"]), "The format check")
            .map_err(|failure| failure.remedy("`cargo fmt --all` puts it right."))
    })
}

fn clippy() -> Outcome {
    step("Linting, natively", "seconds; a minute the first time", || {
        let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        run::run(run::here("cargo").args(arguments), "Clippy")
    })?;
    tools::ensure_target()?;
    step("Linting, for the browser", "seconds; a minute the first time", || {
        let mut cargo = run::here("cargo");
        run::without_compiler_flags(&mut cargo).args([
            "clippy",
            "--all-targets",
            "--target",
            tools::TARGET,
            "--",
            "-D",
            "warnings",
        ]);
        run::run(&mut cargo, "Clippy for the browser")
    })
}

fn native_tests() -> Outcome {
    step("Testing what needs no browser", "seconds; 2 minutes the first time", || {
        run::run(run::here("cargo").args(["test", "--workspace"]), "A native test")
    })
}

fn wasm_tests() -> Outcome {
    let Browser { chromium, driver } = browser::ensure()?;
    tools::ensure_target()?;
    let folders = tools::ensure(&[&tools::WASM_BINDGEN])?;
    step("Testing the browser layer in headless Chromium", "half a minute; 2 minutes the first time", || {
        let mut cargo = run::here("cargo");
        run::without_compiler_flags(&mut cargo)
            .args(["test", "--target", tools::TARGET, "--test", "browser"])
            .env("PATH", run::path_with(&folders)?)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&chromium)?)
            .env("CHROMEDRIVER", driver);
        if std::env::var_os("WASM_BINDGEN_TEST_TIMEOUT").is_none() {
            cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        }
        // With these set the runner would take another browser, or one elsewhere.
        for name in ["GECKODRIVER", "SAFARIDRIVER", "MSEDGEDRIVER"] {
            cargo.env_remove(name).env_remove(format!("{name}_REMOTE"));
        }
        cargo.env_remove("CHROMEDRIVER_REMOTE");
        run::run(&mut cargo, "A test in the browser")
    })
}

/// webdriver.json as it is, or a copy that names the browser where that is elsewhere.
fn capabilities(chromium: &Path) -> Outcome<PathBuf> {
    let file = root().join("webdriver.json");
    let usual = "/usr/bin/chromium";
    if chromium == Path::new(usual) {
        return Ok(file);
    }
    let text = std::fs::read_to_string(&file).map_err(Failure::file("read", &file))?;
    let named = chromium.to_string_lossy().replace('\\', "\\\\").replace('"', "\\\"");
    let folder = root().join("target");
    std::fs::create_dir_all(&folder).map_err(Failure::file("create", &folder))?;
    let copy = folder.join("webdriver.json");
    std::fs::write(&copy, text.replace(usual, &named)).map_err(Failure::file("write", &copy))?;
    Ok(copy)
}

fn end_to_end(arguments: &[String]) -> Outcome {
    if !dist().join("index.html").is_file() {
        return Err(Failure::new("There is no built page to test.").remedy("Run `cargo xtask build` first."));
    }
    run::require_node()?;
    let Browser { chromium, .. } = browser::ensure()?;
    let readers = readers::ensure()?;
    let folder = root().join("tests").join("e2e");
    if !is_fresh(&folder) {
        step("Installing Playwright, axe and the Nu HTML checker", "once, some seconds", || {
            let mut npm = run::here(run::npm());
            npm.current_dir(&folder)
                .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            run::run(&mut npm, "`npm ci`")
        })?;
    }
    step("Testing the built page from end to end", "a minute or two", || {
        let mut node = run::here("node");
        node.current_dir(&folder)
            .args(["node_modules/@playwright/test/cli.js", "test"])
            .args(arguments)
            .env("CHROMIUM", chromium)
            .envs(readers.variables())
            .env("E2E_PORT", e2e_port()?);
        run::run(&mut node, "An end-to-end test")
    })
}

/// Whether npm installed what the lock file says, and not before the lock file changed.
fn is_fresh(folder: &Path) -> bool {
    let changed = |name: &str| std::fs::metadata(folder.join(name)).and_then(|data| data.modified()).ok();
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Some(installed), Some(locked)) => installed >= locked,
        _ => false,
    }
}

/// The port asked for, or the usual one, or where that is taken any that is free.
fn e2e_port() -> Outcome<String> {
    if let Ok(asked) = std::env::var("E2E_PORT") {
        return Ok(asked);
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, 8123))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port().to_string())
        .map_err(|error| Failure::new(format!("There is no free port for the end-to-end tests: {error}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_by_its_name() {
        for step in Step::ALL {
            assert_eq!(Step::named(step.name()), Some(step));
        }
        assert_eq!(Step::named("fuzz"), None);
    }
}
