//! Chromium and its driver for the tests: those of the system, installed where this tool can.

use crate::run::{Failure, Outcome, step};
use crate::system::{self, Apt};
use std::path::PathBuf;

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
    if let Some(apt) = Apt::find() {
        step("Installing Chromium and its driver by apt-get", "once, about a minute", || {
            let install = |packages: &[&str]| apt.install(&[&["fonts-liberation"], packages].concat());
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
    let program = |variable: &str, file: &str, names: &[&str]| match system::named_by(variable)? {
        Some(named) => Ok(Some(named)),
        None => Ok(system::candidates(&[file], names).next()),
    };
    let chromium =
        program("CHROMIUM", "/usr/bin/chromium", &["chromium", "chromium-browser", "google-chrome", "chrome"])?;
    let driver = program("CHROMEDRIVER", "/usr/bin/chromedriver", &["chromedriver", "chromium.chromedriver"])?;
    Ok(chromium.zip(driver).map(|(chromium, driver)| Browser { chromium, driver }))
}
