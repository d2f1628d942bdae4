//! A text as a QR code (ISO/IEC 18004), drawn.

use super::markup::{Markup, element};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The room around the code in modules, which readers need to find it.
const QUIET: i32 = 4;

/// The largest version: 97 modules a side, which a telephone still reads from a screen or from paper, and about 660 bytes.
const MOST: u8 = 20;

/// How many pixels a module has where nothing says another size.
const SCALE: i32 = 4;

/// The code of a text, black on white whatever is around it, with words for those who do not see it; none where the text is
/// too long for a code that people can scan.
#[must_use]
pub fn qr(text: &str, label: &str) -> Option<Markup> {
    let parts = [QrSegment::make_bytes(text.as_bytes())];
    let code =
        QrCode::encode_segments_advanced(&parts, QrCodeEcc::Medium, Version::MIN, Version::new(MOST), None, true)
            .ok()?;
    let side = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        // Modules side by side are one piece, so that no seam can show between them.
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run + 1;
        }
    }
    let size = (side * SCALE).to_string();
    let svg = element("svg").attr("class", "qr").attr("role", "img").attr("aria-label", label);
    let svg = svg.attr("viewBox", format!("0 0 {side} {side}")).attr("width", size.clone()).attr("height", size);
    let ground = element("path").attr("fill", "#fff").attr("d", format!("M0 0h{side}v{side}H0z"));
    let ink = element("path").attr("fill", "#000").attr("d", path);
    Some(svg.attr("shape-rendering", "crispEdges").with(ground).with(ink))
}

/// A drawing as a file of its own.
#[must_use]
pub fn qr_file(drawing: &Markup) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    drawing.clone().attr("xmlns", "http://www.w3.org/2000/svg").write(&mut text);
    text.push('\n');
    text
}
