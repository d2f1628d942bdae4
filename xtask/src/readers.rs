//! The programs that read what the page saves, each made by others than us: LibreOffice for CSV, Java for the Nu
//! HTML checker (itself a package of tests/e2e), poppler for PDF, and Python with `icalendar` for calendars and
//! `cryptography` for locked files.
//!
//! Found or installed here; what is asked of them is in tests/e2e/readers.ts.

use crate::run::{self, Failure, Outcome, output_of, root, step};
use crate::system::{self, Apt};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of the system.
struct Program {
    /// What people call it.
    title: &'static str,
    /// The environment variable that names another than the one found.
    variable: &'static str,
    files: &'static [&'static str],
    names: &'static [&'static str],
    /// Whether this one can do what is needed: not too old, and whole.
    fits: fn(&Path) -> bool,
    /// Debian's and Ubuntu's packages, the smallest first; any one is enough.
    packages: &'static [&'static str],
    fedora: &'static str,
    homebrew: &'static str,
    hint: &'static str,
}

const OFFICE: Program = Program {
    title: "LibreOffice with Calc",
    variable: "SOFFICE",
    files: &[
        "/usr/bin/soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "C:\\Program Files\\LibreOffice\\program\\soffice.com",
    ],
    names: &["soffice", "libreoffice"],
    fits: has_calc,
    // The second where a desktop has the office with windows but without Calc: the two exclude each other.
    packages: &["libreoffice-calc-nogui", "libreoffice-calc"],
    fedora: "libreoffice-calc",
    homebrew: "--cask libreoffice",
    hint: "once, about half a minute",
};

const JAVA: Program = Program {
    title: "Java 17 or newer",
    variable: "JAVA",
    // Where packages put it when another, older one stands first on the PATH.
    files: &["/usr/lib/jvm/default-java/bin/java", "/opt/homebrew/opt/openjdk/bin/java"],
    names: &["java"],
    fits: is_java_17,
    packages: &["default-jre-headless"],
    fedora: "java-latest-openjdk-headless",
    homebrew: "openjdk",
    hint: "once, about half a minute",
};

const PDFTOTEXT: Program = poppler("PDFTOTEXT", &["pdftotext"]);
const PDFTOPPM: Program = poppler("PDFTOPPM", &["pdftoppm"]);

const fn poppler(variable: &'static str, names: &'static [&'static str]) -> Program {
    Program {
        title: "poppler",
        variable,
        files: &[],
        names,
        fits: |_| true,
        packages: &["poppler-utils"],
        fedora: "poppler-utils",
        homebrew: "poppler",
        hint: "once, some seconds",
    }
}

const PYTHON: Program = Program {
    title: "Python 3.11 or newer with venv",
    variable: "PYTHON",
    files: &["/usr/bin/python3"],
    names: &["python3", "python"],
    fits: makes_environments,
    packages: &["python3-venv"],
    fedora: "python3",
    homebrew: "python",
    hint: "once, some seconds",
};

const PROGRAMS: [&Program; 5] = [&OFFICE, &JAVA, &PDFTOTEXT, &PDFTOPPM, &PYTHON];

/// Where the readers are.
pub struct Readers {
    programs: Vec<(&'static str, PathBuf)>,
}

impl Readers {
    /// The environment variables by which the end-to-end tests find them.
    pub fn variables(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        self.programs.iter().map(|(variable, file)| (*variable, file.as_path()))
    }
}

/// Gives the readers, after installing those that are missing and can be.
pub fn ensure() -> Outcome<Readers> {
    let mut programs = Vec::new();
    let mut lacking = Vec::new();
    for program in PROGRAMS {
        match program.ensure()? {
            Some(file) => programs.push((program.variable, file)),
            None => lacking.push(program),
        }
    }
    if !lacking.is_empty() {
        return Err(missing(&lacking));
    }
    for (variable, file) in &mut programs {
        if *variable == PYTHON.variable {
            // That which has the packages goes by a name of its own: the caller's PYTHON stays the caller's.
            *variable = "READERS_PYTHON";
            *file = python_with_readers(file)?;
        }
    }
    Ok(Readers { programs })
}

impl Program {
    fn ensure(&self) -> Outcome<Option<PathBuf>> {
        if let Some(file) = self.find()? {
            return Ok(Some(file));
        }
        let Some(apt) = Apt::find() else {
            return Ok(None);
        };
        step(&format!("Installing {} by apt-get", self.title), self.hint, || {
            // Whether it worked is seen by looking again; all that is missing is told together.
            let _ = self.packages.iter().any(|package| apt.install(&[package]).is_ok());
            Ok(())
        })?;
        self.find()
    }

    fn find(&self) -> Outcome<Option<PathBuf>> {
        match system::named_by(self.variable)? {
            Some(named) if !(self.fits)(&named) => Err(Failure::new(format!(
                "{} is set to {}, which is not {}.",
                self.variable,
                named.display(),
                self.title
            ))
            .remedy(format!("Correct or unset {}.", self.variable))),
            Some(named) => Ok(Some(named)),
            None => Ok(system::candidates(self.files, self.names).find(|file| (self.fits)(file))),
        }
    }
}

/// One sentence that names all, and what to type on each system.
fn missing(lacking: &[&Program]) -> Failure {
    let list = |of: fn(&Program) -> &'static str, between: &str| {
        let mut all: Vec<&str> = Vec::new();
        for program in lacking {
            if !all.contains(&of(program)) {
                all.push(of(program));
            }
        }
        all.join(between)
    };
    let packages = list(|program| program.packages.first().copied().unwrap_or_default(), " ");
    let mut remedy = format!("Debian, Ubuntu: `sudo apt-get install {packages}`. ");
    let _ = write!(remedy, "Fedora: `sudo dnf install {}`. ", list(|program| program.fedora, " "));
    let _ = write!(remedy, "macOS: `brew install {}`. ", list(|program| program.homebrew, " && brew install "));
    let _ = write!(remedy, "Elsewhere, set {} to where it is.", list(|program| program.variable, ", "));
    Failure::new(format!(
        "The end-to-end tests let other programs read what the page saves. Missing, and not to be installed from here: {}.",
        list(|program| program.title, "; ")
    ))
    .remedy(remedy)
}

/// An office that is installed without Calc starts, and then cannot read a table.
fn has_calc(office: &Path) -> bool {
    let Some(folder) = office.canonicalize().ok().and_then(|file| file.parent().map(Path::to_path_buf)) else {
        return false;
    };
    // Elsewhere than on Linux, and behind a wrapper, the office is always whole.
    !folder.join("libmergedlo.so").is_file() || folder.join("libsclo.so").is_file()
}

fn is_java_17(java: &Path) -> bool {
    // Asked with two dashes it answers to stdout; what is older than 9 does not know that, and macOS's stand-in fails.
    output_of(Command::new(java).arg("--version")).and_then(|text| java_major(&text)).is_some_and(|major| major >= 17)
}

/// 17 of `openjdk 17.0.15 2025-04-15`, 22 of `java 22-ea`.
fn java_major(text: &str) -> Option<u32> {
    let version = text.split_whitespace().nth(1)?;
    version.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn makes_environments(python: &Path) -> bool {
    // Debian keeps `ensurepip` in a package of its own.
    let check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    output_of(Command::new(python).args(["-c", check])).is_some()
}

/// The Python of a virtual environment below `target` that has what tests/e2e/readers/requirements.txt pins.
fn python_with_readers(python: &Path) -> Outcome<PathBuf> {
    let requirements = root().join("tests").join("e2e").join("readers").join("requirements.txt");
    let wanted = std::fs::read_to_string(&requirements).map_err(Failure::file("read", &requirements))?;
    let home = root().join("target").join("readers").join("python");
    let program = match cfg!(windows) {
        true => home.join("Scripts").join("python.exe"),
        false => home.join("bin").join("python"),
    };
    // Written last: what was interrupted never looks installed.
    let installed = home.join("installed.txt");
    let is_fresh = std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted)
        && output_of(Command::new(&program).args(["-c", "import cryptography, icalendar"])).is_some();
    if is_fresh {
        return Ok(program);
    }
    step(
        &format!("Installing the readers of calendars and locked files into {}", home.display()),
        "once, some seconds",
        || {
            run::remove_folder(&home)?;
            run::run(Command::new(python).args(["-m", "venv"]).arg(&home), "`python3 -m venv`")?;
            let mut pip = Command::new(&program);
            pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"])
                .args(["--require-hashes", "--requirement"])
                .arg(&requirements);
            run::run(&mut pip, "`pip install`")?;
            std::fs::write(&installed, &wanted).map_err(Failure::file("write", &installed))
        },
    )?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn javas_tell_their_version_in_several_ways() {
        assert_eq!(java_major("openjdk 17.0.15 2025-04-15\nOpenJDK Runtime Environment"), Some(17));
        assert_eq!(java_major("java 21 2023-09-19 LTS"), Some(21));
        assert_eq!(java_major("openjdk 25-ea 2025-09-16"), Some(25));
        assert_eq!(java_major("No Java runtime present"), None);
        assert_eq!(java_major(""), None);
    }

    #[test]
    fn what_is_missing_is_told_once_with_what_to_type_on_each_system() {
        let told = missing(&[&OFFICE, &PDFTOTEXT, &PDFTOPPM]).to_string();
        assert!(told.contains("LibreOffice with Calc; poppler."), "{told}");
        assert!(told.contains("`sudo apt-get install libreoffice-calc-nogui poppler-utils`"), "{told}");
        assert!(told.contains("`sudo dnf install libreoffice-calc poppler-utils`"), "{told}");
        assert!(told.contains("`brew install --cask libreoffice && brew install poppler`"), "{told}");
        assert!(told.contains("SOFFICE, PDFTOTEXT, PDFTOPPM"), "{told}");
        assert!(!told.contains("Python"), "{told}");
    }

    #[test]
    fn an_office_without_calc_does_not_fit() {
        let folder = std::env::temp_dir().join(format!("xtask-office-{}", std::process::id()));
        let file = |name: &str| {
            let file = folder.join(name);
            std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, "")).map(|()| file).ok()
        };
        let office = file("soffice");
        let fits = || office.as_deref().map(has_calc);
        assert_eq!(fits(), Some(true), "a wrapper");
        assert!(file("libmergedlo.so").is_some());
        assert_eq!(fits(), Some(false), "the office alone");
        assert!(file("libsclo.so").is_some());
        assert_eq!(fits(), Some(true), "with Calc");
        assert!(run::remove_folder(&folder).is_ok());
        assert_eq!(fits(), Some(false), "nothing");
    }

    /// The pin is exact and with a digest for each, or pip would take what it finds.
    #[test]
    fn every_python_package_is_pinned_with_its_digest() {
        let text = std::fs::read_to_string(root().join("tests/e2e/readers/requirements.txt")).unwrap_or_default();
        let pins: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        for package in ["icalendar==", "cryptography=="] {
            assert!(pins.iter().any(|line| line.starts_with(package)), "{text}");
        }
        for pin in pins {
            assert!(pin.contains("==") && pin.contains(" --hash=sha256:"), "{pin}");
        }
    }
}
