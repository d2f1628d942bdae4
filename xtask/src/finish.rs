//! The last step of the build: from what Trunk made to what is served.
//!
//! Each file that is loaded with the page gets a name made from its content, and so do the words that
//! the page loads once it runs: a page never meets the script or the words of another version in a
//! cache, on any static host. Only `index.html` knows those names: nothing else may refer to such a
//! file. `boot.js` finds the app's script and wasm by the link elements of the page, and the app its
//! words by a meta element.

use crate::glue;
use crate::html::{self, Reference, When};
use crate::inline;
use crate::run::{self, Failure, Outcome};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The one file whose name stays.
pub const INDEX: &str = "index.html";

/// Makes `dist` anew from `staging`. It is not touched before everything is found to be in order.
pub fn finish(staging: &Path, dist: &Path) -> Outcome {
    let mut files = BTreeMap::new();
    for name in run::files_below(staging)? {
        let path = staging.join(&name);
        files.insert(name, std::fs::read(&path).map_err(Failure::file("read", &path))?);
    }
    let finished = named_by_content(files)?;
    run::remove_folder(dist)?;
    for (name, content) in &finished {
        let path = dist.join(name);
        let folder = path.parent().unwrap_or(dist);
        std::fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        std::fs::write(&path, content).map_err(Failure::file("write", &path))?;
    }
    Ok(())
}

type Files = BTreeMap<String, Vec<u8>>;

fn named_by_content(mut files: Files) -> Outcome<Files> {
    // Descriptions for TypeScript are of no use to a browser.
    files.retain(|name, _| !name.ends_with(".d.ts"));
    glue::shorten(&mut files)?;
    let page = text_of(&files, INDEX)?;
    // Trunk takes its own elements out, save that of the app where it is not to add its loader.
    let leftovers: Vec<_> = html::meant_for_trunk(&page).into_iter().map(|at| (at, String::new())).collect();
    let page = inline::styles(&html::rewrite(&page, &leftovers), &mut files)?;
    let mut new_names = BTreeMap::new();
    let mut replacements = Vec::new();
    for reference in html::references(&page) {
        let Some(name) = file_named_by(&reference)? else {
            continue;
        };
        let content = files.get(&name).ok_or_else(|| not_there(INDEX, &name))?;
        if reference.when == When::Later && name.ends_with(".txt") {
            words_belong(&name, content, &files)?;
        }
        if reference.when != When::Followed && takes_a_new_name(&name) {
            let new_name = hashed_name(&name, content);
            replacements.push((reference.at, format!("./{new_name}")));
            new_names.insert(name, new_name);
        }
    }
    forbid_old_names(&files, &new_names)?;
    files.insert(INDEX.to_owned(), html::rewrite(&page, &replacements).into_bytes());
    for (old, new) in new_names {
        if let Some(content) = files.remove(&old) {
            files.insert(new, content);
        }
    }
    Ok(files)
}

/// The files that the browser loads to show the page: itself, what it refers to, and the modules
/// that those scripts import by name.
pub fn first_load(dist: &Path) -> Outcome<BTreeSet<String>> {
    let read = |name: &str| {
        let path = dist.join(name);
        std::fs::read_to_string(&path).map_err(Failure::file("read", &path))
    };
    let mut loaded = BTreeSet::from([INDEX.to_owned()]);
    let mut to_do = Vec::new();
    for reference in html::references(&read(INDEX)?) {
        if let Some(name) = file_named_by(&reference)?.filter(|_| reference.when == When::First) {
            to_do.push((INDEX.to_owned(), name));
        }
    }
    while let Some((from, name)) = to_do.pop() {
        if !dist.join(&name).is_file() {
            return Err(not_there(&from, &name));
        }
        if loaded.insert(name.clone()) && name.ends_with(".js") {
            let imports = imports(&read(&name)?);
            to_do.extend(imports.into_iter().map(|import| (name.clone(), beside(&name, &import))));
        }
    }
    Ok(loaded)
}

/// The files that the page loads once it runs, as far as `index.html` names them: the words.
pub fn later_load(dist: &Path) -> Outcome<BTreeSet<String>> {
    let path = dist.join(INDEX);
    let page = std::fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let mut later = BTreeSet::new();
    for reference in html::references(&page).iter().filter(|reference| reference.when == When::Later) {
        later.extend(file_named_by(reference)?);
    }
    Ok(later)
}

/// The file of the page's folder that a reference names; none where it names no file.
fn file_named_by(reference: &Reference) -> Outcome<Option<String>> {
    let value = reference.value.trim();
    let absolute =
        value.starts_with('/') || value.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if value.starts_with('#')
        || value.starts_with("data:")
        || (absolute && reference.when == When::Followed && !value.starts_with('/'))
    {
        return Ok(None);
    }
    if absolute {
        return Err(Failure::new(format!("{INDEX} refers to the absolute address `{value}`."))
            .remedy("The page is served from any folder and asks no other server: use a relative address, `./file`."));
    }
    let name = value.split(['?', '#']).next().unwrap_or_default();
    let name = name.trim_start_matches("./");
    Ok(Some(if name.is_empty() { INDEX.to_owned() } else { name.to_owned() }))
}

fn not_there(from: &str, name: &str) -> Failure {
    Failure::new(format!("{from} refers to `{name}`, which is not in the built page."))
        .remedy("Correct the name, or have Trunk copy it: <link data-trunk rel=\"copy-file\" href=\"...\">.")
}

/// The words begin with a line that the wasm of the same build holds too; with other words the page has no help.
fn words_belong(name: &str, content: &[u8], files: &Files) -> Outcome {
    let version = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let holds = |wasm: &[u8]| !version.is_empty() && wasm.windows(version.len()).any(|part| part == version);
    if files.iter().any(|(file, wasm)| file.ends_with(".wasm") && holds(wasm)) {
        return Ok(());
    }
    Err(Failure::new(format!("`{name}` is not of the same build as the wasm."))
        .remedy("Build the page again; if that does not help, `cargo clean` before it."))
}

/// A web app manifest keeps its name: browsers know an installed page by it.
fn takes_a_new_name(name: &str) -> bool {
    name != INDEX && !name.ends_with(".webmanifest") && !name.ends_with("manifest.json")
}

/// `a/app.js` becomes `a/app-0123456789ab.js`: the first 12 hexadecimal digits of its SHA-256.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let folder_end = name.rfind('/').map_or(0, |slash| slash + 1);
    match name.rfind('.').filter(|dot| *dot > folder_end).and_then(|dot| name.split_at_checked(dot)) {
        Some((stem, ending)) => format!("{stem}-{hash}{ending}"),
        None => format!("{name}-{hash}"),
    }
}

/// Scripts are let be: that of wasm-bindgen names the wasm, but is always told where it is.
fn forbid_old_names(files: &Files, new_names: &BTreeMap<String, String>) -> Outcome {
    let readable = [".css", ".html", ".json", ".svg", ".webmanifest"];
    for (file, content) in files {
        if file == INDEX || !readable.iter().any(|ending| file.ends_with(ending)) {
            continue;
        }
        let text = String::from_utf8_lossy(content);
        if let Some(old) = new_names.keys().find(|old| text.contains(old.as_str())) {
            return Err(Failure::new(format!("{file} refers to `{old}`, whose name changes with its content."))
                .remedy(format!("Only {INDEX} may refer to files that are loaded with the page.")));
        }
    }
    Ok(())
}

/// What a script imports by a fixed relative name, as `from './x.js'` or `import "./x.js"`.
fn imports(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["from '", "from \"", "import '", "import \""] {
        for part in script.split(start).skip(1) {
            let name = part.split(['\'', '"', '\n']).next().unwrap_or_default();
            if name.starts_with("./") {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// The name of `./other` as seen from the root, where `file` refers to it.
fn beside(file: &str, other: &str) -> String {
    let folder = file.rfind('/').and_then(|slash| file.get(..=slash)).unwrap_or_default();
    format!("{folder}{}", other.trim_start_matches("./"))
}

fn text_of(files: &Files, name: &str) -> Outcome<String> {
    let content = files.get(name).ok_or_else(|| Failure::new(format!("Trunk made no {name}.")))?;
    String::from_utf8(content.clone()).map_err(|_| Failure::new(format!("{name} is not UTF-8.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, content)| ((*name).to_owned(), content.as_bytes().to_vec())).collect()
    }

    fn names(files: &Files) -> Vec<&str> {
        files.keys().map(String::as_str).collect()
    }

    fn refused(list: &[(&str, &str)]) -> String {
        named_by_content(files(list)).err().map(|failure| failure.to_string()).unwrap_or_default()
    }

    #[test]
    fn names_carry_12_digits_of_the_hash_before_the_ending() {
        // The well-known SHA-256 of the empty text begins with e3b0c44298fc.
        assert_eq!(hashed_name("app_bg.wasm", b""), "app_bg-e3b0c44298fc.wasm");
        assert_eq!(hashed_name("a.b/c", b""), "a.b/c-e3b0c44298fc");
        assert_eq!(hashed_name("x/.y", b""), "x/.y-e3b0c44298fc");
        assert_ne!(hashed_name("a.js", b"1"), hashed_name("a.js", b"2"));
    }

    #[test]
    fn what_is_loaded_is_renamed_everywhere_in_the_page_and_the_rest_is_kept() -> Outcome {
        let page = "<link rel=modulepreload href='./a.js'><script src=./a.js></script><a href=s.json>s</a>\
            <link rel=icon href='data:,'><link rel=manifest href=m.webmanifest><a href='https://example.org'>e</a>";
        let input = [("index.html", page), ("a.js", ""), ("a.d.ts", ""), ("s.json", "{}"), ("m.webmanifest", "{}")];
        let out = named_by_content(files(&input))?;
        assert_eq!(names(&out), ["a-e3b0c44298fc.js", "index.html", "m.webmanifest", "s.json"]);
        let page = text_of(&out, INDEX)?;
        assert!(
            page.starts_with("<link rel=modulepreload href='./a-e3b0c44298fc.js'><script src=./a-e3b0c44298fc.js>")
        );
        assert!(page.contains("<a href=s.json>") && page.contains("href=m.webmanifest>"));
        assert_eq!(named_by_content(files(&input))?, out, "the same again");
        Ok(())
    }

    #[test]
    fn a_page_that_would_not_load_is_refused() {
        assert!(
            refused(&[("index.html", "<script src=./gone.js>")]).contains("`gone.js`, which is not in the built page")
        );
        assert!(refused(&[("index.html", "<a href='gone.html'>")]).contains("not in the built page"));
        for address in ["/a.js", "//host/a.js", "https://host/a.js"] {
            let page = format!("<script src='{address}'></script>");
            assert!(refused(&[("index.html", &page), ("a.js", "")]).contains("absolute address"), "{address}");
        }
        assert!(refused(&[("a.js", "")]).contains("no index.html"));
    }

    #[test]
    fn only_the_page_may_refer_to_what_is_renamed() {
        let page = ("index.html", "<link rel=icon href=i.svg>");
        let failure = refused(&[page, ("i.svg", ""), ("m.webmanifest", "{\"icons\":[{\"src\":\"i.svg\"}]}")]);
        assert!(failure.contains("m.webmanifest refers to `i.svg`"), "{failure}");
    }

    #[test]
    fn the_words_are_named_by_their_content_and_are_those_of_the_wasm() -> Outcome {
        let page = ("index.html", "<meta name=\"words\" content=\"./words.txt\">");
        let out =
            named_by_content(files(&[page, ("words.txt", "4711\nHelp."), ("a.wasm", "..4711.."), ("b.json", "{}")]))?;
        let name = hashed_name("words.txt", b"4711\nHelp.");
        assert!(text_of(&out, INDEX)?.contains(&format!("content=\"./{name}\"")));
        assert_eq!(names(&out), ["a.wasm", "b.json", "index.html", name.as_str()]);
        for (words, wasm) in [("4712\nHelp.", "..4711.."), ("", "..4711.."), ("4711\nHelp.", "")] {
            let failure = refused(&[page, ("words.txt", words), ("a.wasm", wasm)]);
            assert!(failure.contains("not of the same build"), "{words:?}: {failure}");
        }
        assert!(refused(&[page, ("a.wasm", "4711")]).contains("not in the built page"));
        Ok(())
    }

    #[test]
    fn modules_imported_by_a_script_are_seen() {
        let script = "import { a } from './snippets/x/inline0.js';\nimport \"./y.js\"; import(url); from 'https://e'";
        assert_eq!(imports(script), ["./snippets/x/inline0.js", "./y.js"]);
        assert_eq!(beside("b/c.js", "./d.js"), "b/d.js");
        assert_eq!(beside("c.js", "./d.js"), "d.js");
    }
}
