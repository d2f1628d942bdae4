//! The project's own build tool, called as `cargo xtask <command>`.
//!
//! One module per thing it knows how to do; this one holds the command line only.
//!
//! - `tools`: the pinned versions of the build tools, and how they are found or installed
//! - `system`: the programs of the system, and apt-get, which installs them
//! - `browser`: Chromium and its driver for the tests
//! - `readers`: the independent programs that read what the page saves
//! - `page`: the release build of the page, from Trunk's output to `dist`
//! - `finish`: names the files of the page by their content; `html` finds the references, `inline` puts the style
//!   sheet into the page, `glue` shortens what the wasm and its script call each other
//! - `size`: what the first load costs
//! - `serve`: a static server for `dist`
//! - `checks`: everything that `cargo xtask test` runs
//! - `run`: steps, child processes and errors, used by all of them

mod browser;
mod checks;
mod finish;
mod glue;
mod html;
mod inline;
mod page;
mod readers;
mod run;
mod serve;
mod size;
mod split;
mod system;
mod tools;

use run::{Failure, Outcome};
use std::process::ExitCode;

const HELP: &str = "\
The build tool of this project.

  cargo xtask serve [--port N]   build the page and serve it on http://127.0.0.1:8080
  cargo xtask build              build the page into dist
  cargo xtask size               what the first load of dist costs, in brotli 11
  cargo xtask test               every check, in the order in which they fail fastest
  cargo xtask help               this text

Options of test:
  --only STEP[,STEP]             run these steps only:
                                 fmt, clippy, native, wasm, build, size, e2e
  -- ARGUMENTS                   pass the rest to Playwright,
                                 as in: cargo xtask test --only e2e -- -g \"page opens\"

Tools that are missing are installed for your user, outside the checkout, in their
pinned versions. The tests also need Chromium and the programs that read what the page
saves (LibreOffice Calc, Java, poppler, Python); apt-get installs them where there is one.
Needed beforehand: Rust by rustup, and Node.js 20 or newer with npm.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "serve" => serve::serve_built_page(port(rest)?),
        "build" => none(rest).and_then(|()| page::build()),
        "size" => none(rest).and_then(|()| size::report()),
        "test" => {
            let (only, playwright) = test_options(rest)?;
            checks::run_all(&only, playwright)
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(misunderstood(other)),
    }
}

fn misunderstood(argument: &str) -> Failure {
    Failure::new(format!("`{argument}` is not understood here."))
        .remedy("`cargo xtask help` lists the commands and their options.")
}

fn none(rest: &[String]) -> Outcome {
    rest.first().map_or(Ok(()), |first| Err(misunderstood(first)))
}

fn port(rest: &[String]) -> Outcome<u16> {
    let text = match rest {
        [] => return Ok(8080),
        [flag, value] if flag == "--port" => value.as_str(),
        [joined] if joined.starts_with("--port=") => joined.trim_start_matches("--port="),
        [first, ..] => return Err(misunderstood(first)),
    };
    text.parse()
        .ok()
        .filter(|port| *port != 0)
        .ok_or_else(|| Failure::new(format!("`{text}` is not a port.")).remedy("Give a number from 1 to 65535."))
}

/// The steps asked for (none: all) and what follows `--`.
fn test_options(rest: &[String]) -> Outcome<(Vec<checks::Step>, &[String])> {
    let mut only = Vec::new();
    let mut rest = rest;
    loop {
        match rest {
            [] => return Ok((only, &[])),
            [dashes, playwright @ ..] if dashes == "--" => return Ok((only, playwright)),
            [flag, names, more @ ..] if flag == "--only" => {
                for name in names.split(',') {
                    only.push(checks::Step::named(name).ok_or_else(|| misunderstood(name))?);
                }
                rest = more;
            }
            [first, ..] => return Err(misunderstood(first)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_port_is_8080_unless_given() {
        assert_eq!(port(&[]).ok(), Some(8080));
        assert_eq!(port(&words("--port 9000")).ok(), Some(9000));
        assert_eq!(port(&words("--port=9000")).ok(), Some(9000));
        for bad in ["--port", "--port 0", "--port 70000", "--prot 1", "9000"] {
            assert!(port(&words(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn test_takes_steps_and_hands_the_rest_to_playwright() {
        let line = words("--only size,e2e -- -g smoke");
        let (only, playwright) = test_options(&line).unwrap_or_default();
        assert_eq!(only, [checks::Step::Size, checks::Step::E2e]);
        assert_eq!(playwright, words("-g smoke"));
        assert!(test_options(&words("--only nonsense")).is_err());
        assert!(test_options(&words("e2e")).is_err());
    }
}
