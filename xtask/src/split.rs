//! Puts the code that is not needed for the first answer into a wasm of its own, `late.wasm`.
//!
//! `src/app/late.rs` says what that is, by one function that is an export and an import at once. The splitter (of
//! cargo-leptos) follows the linker's relocations from everything else: functions, function pointers and data that are
//! only reached through that export go into the second file. Nothing is guessed by name. The second wasm takes memory,
//! table and stack pointer from the first and calls back through the table.
//!
//! Trunk builds the page as always; here its wasm and script are made again from what the linker made.

use crate::run::{self, Failure, Outcome, root};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the compiler must be told beside its usual flags: the seam, and relocations for the splitter.
pub const FLAGS: [&str; 2] = ["--cfg=seam", "-Clink-arg=--emit-relocs"];

/// What `index.html` calls the second wasm.
pub const LATE: &str = "late.wasm";

const NAME: &str = "iec62304-readiness";

const WASM_OPT: [&str; 12] = [
    "-Os",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=40",
    "--strip-producers",
    "--strip-target-features",
];

/// Fails where the second wasm wants something that the first one does not give. Both are compiled for it.
const FITS: &str = "
const [main, late] = process.argv.slice(1).map((file) => new WebAssembly.Module(require('fs').readFileSync(file)));
const given = new Set(WebAssembly.Module.exports(main).map(({ kind, name }) => kind + name));
for (const { module, kind, name } of WebAssembly.Module.imports(late)) {
  if (module !== '__wasm_split' || !given.has(kind + name)) throw new Error(`no ${kind} ${module}.${name}`);
}";

/// Replaces the wasm and the script in `staging`, and puts the second wasm beside them.
pub fn split(staging: &Path, folders: &[PathBuf]) -> Outcome {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |own| root().join(own));
    let linked = target.join(crate::tools::TARGET).join("release").join(NAME).with_extension("wasm");
    let folder = root().join("target").join("split");
    run::remove_folder(&folder)?;
    let (main, bound) = (folder.join("main.wasm"), folder.join("bound"));
    let modules = transform(&linked, &folder, &main)?;
    let [late] = modules.as_slice() else {
        return Err(Failure::new(format!(
            "The wasm was split into {} files beside the first, not one.",
            modules.len()
        ))
        .remedy("src/app/late.rs has the one seam."));
    };
    let program = |name: &str| -> Outcome<Command> {
        let mut command = run::here(name);
        command.env("PATH", run::path_with(folders)?);
        Ok(command)
    };
    let bind = ["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME, "--out-dir"];
    run::run(program("wasm-bindgen")?.args(bind).args([&bound, &main]), "`wasm-bindgen`")?;
    let first = format!("{NAME}_bg.wasm");
    let places = [(bound.join(&first), staging.join(&first)), (late.clone(), staging.join(LATE))];
    for (from, to) in &places {
        run::run(program("wasm-opt")?.args(WASM_OPT).args([from, Path::new("-o"), to]), "`wasm-opt`")?;
    }
    let script = format!("{NAME}.js");
    std::fs::copy(bound.join(&script), staging.join(&script))
        .map_err(Failure::file("write", &staging.join(&script)))?;
    let files = places.iter().map(|(_, to)| to);
    run::run(Command::new("node").args(["-e", FITS, "--"]).args(files), "Joining the two wasm files")
}

fn transform(linked: &Path, folder: &Path, main: &Path) -> Outcome<Vec<PathBuf>> {
    let input = std::fs::read(linked).map_err(Failure::file("read", linked))?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = main;
    let split = wasm_split_cli_support::transform(options);
    Ok(split.map_err(|error| Failure::new(format!("The wasm cannot be split: {error:#}.")))?.split_modules)
}
