//! A static server for `dist`, for this machine only: plain files, right types, nothing cached.

use crate::page;
use crate::run::{Failure, Outcome, dist};
use std::fs::File;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, Server};

/// Builds the page and serves it until interrupted.
pub fn serve_built_page(port: u16) -> Outcome {
    // Taken before the build, so that a busy port is told at once and not after minutes.
    let listener = listen(port)?;
    page::build()?;
    let server = Server::from_listener(listener, None)
        .map_err(|error| Failure::new(format!("The server cannot start: {error}.")))?;
    println!("\nThe page is at http://127.0.0.1:{port} until you press Ctrl+C here.");
    for request in server.incoming_requests() {
        // A browser that has gone away meanwhile is no error of ours.
        let _ = answer(request, &dist());
    }
    Ok(())
}

fn listen(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Failure::new(format!("Port {port} is in use by another program."))
            .remedy("End that program, or choose another port: `cargo xtask serve --port 8081`."),
        ErrorKind::PermissionDenied => Failure::new(format!("This user may not listen on port {port}."))
            .remedy("Choose a port above 1023: `cargo xtask serve --port 8081`."),
        _ => Failure::new(format!("Cannot listen on port {port}: {error}.")),
    })
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(told(405, "Only GET and HEAD are served here."));
    }
    let Some(path) = file_for(folder, request.url()) else {
        return request.respond(told(404, "There is no such file."));
    };
    match File::open(&path) {
        Ok(file) => request.respond(with_headers(Response::from_file(file), mime_type(&path))),
        Err(_) => request.respond(told(404, "There is no such file.")),
    }
}

fn told(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    with_headers(Response::from_string(text).with_status_code(status), "text/plain; charset=utf-8")
}

fn with_headers<R: std::io::Read>(response: Response<R>, mime_type: &str) -> Response<R> {
    let headers = [("content-type", mime_type), ("cache-control", "no-cache"), ("x-content-type-options", "nosniff")];
    headers.into_iter().fold(response, |response, (name, value)| match Header::from_bytes(name, value) {
        Ok(header) => response.with_header(header),
        Err(()) => response,
    })
}

/// The file that an address names, if it is one and lies in the folder.
fn file_for(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = safe_path(url)?;
    let mut file = folder.join(path);
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// The path of an address, relative and never leading out of where it starts; none otherwise.
fn safe_path(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let decoded = percent_decoded(path)?;
    let mut safe = PathBuf::new();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            // A colon or a backslash is a way out on Windows.
            _ if part == ".." || part.contains(['\\', ':', '\0']) => return None,
            _ => safe.push(part),
        }
    }
    Some(safe)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?].map(|digit| char::from(digit).to_digit(16));
                let [Some(high), Some(low)] = digits else {
                    return None;
                };
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "webmanifest" => "application/manifest+json",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths_inside_of_the_folder_or_nothing() {
        let path = |url: &str| safe_path(url).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(path("/").as_deref(), Some(""));
        assert_eq!(path("/a/b.js?x=1").as_deref(), Some("a/b.js"));
        assert_eq!(path("/a%20b.js").as_deref(), Some("a b.js"));
        assert_eq!(path("//etc/passwd").as_deref(), Some("etc/passwd"));
        for out in
            ["/../x", "/a/../../x", "/%2e%2e/x", "/a%2f..%2f..%2fx", "/..\\x", "/c:/x", "/%00", "/%zz", "/%4", "x"]
        {
            assert_eq!(path(out), None, "{out}");
        }
    }

    #[test]
    fn types_are_those_a_browser_insists_on() {
        assert_eq!(mime_type(Path::new("a_bg-0123.wasm")), "application/wasm");
        assert_eq!(mime_type(Path::new("boot.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime_type(Path::new("app.webmanifest")), "application/manifest+json");
        assert_eq!(mime_type(Path::new("unknown")), "application/octet-stream");
    }

    #[test]
    fn a_busy_port_is_told_with_what_to_do() -> Result<(), std::io::Error> {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let failure = listen(taken.local_addr()?.port()).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(failure.contains("in use") && failure.contains("--port"), "{failure}");
        Ok(())
    }

    /// The whole way, over a socket.
    #[test]
    fn files_are_served_with_their_headers() -> Result<(), Box<dyn std::error::Error>> {
        use std::io::{Read, Write};
        let folder = std::env::temp_dir().join(format!("xtask-serve-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("index.html"), "<h1>hello</h1>")?;
        let server = Server::http("127.0.0.1:0").map_err(|error| error.to_string())?;
        let address = server.server_addr().to_ip().ok_or("no address")?;
        let mut said = Vec::new();
        for request in ["GET / HTTP/1.0", "HEAD / HTTP/1.0", "GET /../Cargo.toml HTTP/1.0", "POST / HTTP/1.0"] {
            let mut socket = std::net::TcpStream::connect(address)?;
            write!(socket, "{request}\r\ncontent-length: 0\r\n\r\n")?;
            answer(server.recv()?, &folder)?;
            let mut text = String::new();
            socket.read_to_string(&mut text)?;
            said.push(text.to_ascii_lowercase());
        }
        std::fs::remove_dir_all(&folder)?;
        let [page, head, outside, post] = said.as_slice() else {
            return Err("four answers".into());
        };
        assert!(
            page.contains("200 ok") && page.contains("cache-control: no-cache") && page.ends_with("<h1>hello</h1>"),
            "{page}"
        );
        assert!(page.contains("content-type: text/html; charset=utf-8"), "{page}");
        assert!(head.contains("200 ok") && !head.contains("<h1>"), "{head}");
        assert!(outside.contains("404 not found"), "{outside}");
        assert!(post.contains("405 method not allowed"), "{post}");
        Ok(())
    }
}
