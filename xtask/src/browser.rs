//! Chromium and its driver for the tests: those of the system, installed where this tool can.

use crate::run::{self, Failure, Outcome, on_path, output_of, step};
use std::path::PathBuf;
use std::process::Command;

/// The browser that the tests run in, and the program that drives it.
pub struct Browser {
    /// Chromium itself.
    pub chromium: PathBuf,
    /// ChromeDriver of the same version.
    pub driver: PathBuf,
}

/// Debian's names of the packages, then Ubuntu's.
const PACKAGES: [[&str; 2]; 2] = [["chromium", "chromium-driver"], ["chromium-browser", "chromium-chromedriver"]];

/// Gives the browser, after installing it where it is missing and can be.
pub fn ensure() -> Outcome<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    if let Some(apt) = apt() {
        step("Installing Chromium and its driver by apt-get", "once, about a minute", || {
            // An update that fails for one of many sources does not matter if the install works.
            let _ = run::run(&mut apt.command(&["update", "-q"]), "`apt-get update`");
            let install = |packages: &[&str]| {
                let arguments =
                    [&["install", "-q", "-y", "--no-install-recommends", "fonts-liberation"], packages].concat();
                run::run(&mut apt.command(&arguments), "`apt-get install`")
            };
            match PACKAGES.iter().any(|packages| install(packages).is_ok()) {
                true => Ok(()),
                false => Err(missing()),
            }
        })?;
    }
    find()?.ok_or_else(missing)
}

fn missing() -> Failure {
    Failure::new("Chromium or its driver is missing, and could not be installed from here.").remedy(
        "Debian: `sudo apt-get install chromium chromium-driver`. Ubuntu: chromium-browser chromium-chromedriver. Elsewhere \
         install both in the same version, and set CHROMIUM and CHROMEDRIVER to where they are.",
    )
}

fn find() -> Outcome<Option<Browser>> {
    let chromium =
        one_of("CHROMIUM", &["/usr/bin/chromium"], &["chromium", "chromium-browser", "google-chrome", "chrome"])?;
    let driver = one_of("CHROMEDRIVER", &["/usr/bin/chromedriver"], &["chromedriver", "chromium.chromedriver"])?;
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}

/// What the variable names, or else the first of these files, or else of these programs on the PATH.
fn one_of(variable: &str, files: &[&str], programs: &[&str]) -> Outcome<Option<PathBuf>> {
    if let Some(named) = std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
        return match named.is_file() {
            true => Ok(Some(named)),
            false => Err(Failure::new(format!("{variable} is set to {}, which is not there.", named.display()))
                .remedy(format!("Correct or unset {variable}."))),
        };
    }
    let file = files.iter().map(PathBuf::from).find(|file| file.is_file());
    Ok(file.or_else(|| programs.iter().find_map(|program| on_path(program))))
}

/// How apt-get is called with the rights that it needs.
struct Apt {
    by_sudo: bool,
}

/// None where there is no apt-get, or no right to use it without a password.
fn apt() -> Option<Apt> {
    on_path("apt-get")?;
    let is_root = output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let by_sudo = !is_root;
    if by_sudo {
        output_of(Command::new("sudo").args(["-n", "true"]))?;
    }
    Some(Apt { by_sudo })
}

impl Apt {
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
