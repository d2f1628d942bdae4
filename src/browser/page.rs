//! The document: focus, scrolling, dialogs, the title.

use super::reactive::ev::{Event, KeyboardEvent};
use super::reactive::{document, request_animation_frame, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BeforeUnloadEvent, Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Removes the words that stand in for the page until it has started.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// After the next frame: puts the focus on the first element that fits, and shows it.
pub fn focus(selector: &str) {
    focus_soon(vec![selector.to_owned()]);
}

/// Puts the focus on what the first selector finds, or else the next one: now if it can be seen, so that the next key
/// meets it, and otherwise after the next frame.
pub fn focus_first(selectors: &[String]) {
    if !focus_now(selectors) {
        focus_soon(selectors.to_vec());
    }
}

/// After the next frame, when the page shows what has just changed: puts the focus on what the first selector finds, or
/// else the next one.
pub fn focus_soon(selectors: Vec<String>) {
    request_animation_frame(move || {
        focus_now(&selectors);
    });
}

fn focus_now(selectors: &[String]) -> bool {
    let Some(element) = selectors.iter().find_map(|selector| find(selector)) else { return false };
    let is_seen = element.offset_parent().is_some();
    if is_seen {
        let _ = element.focus();
        reveal(&element);
    }
    is_seen
}

/// After the next frame: back to the top, with the focus on the heading, as after loading another page.
pub fn start_at_heading() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        if let Some(heading) = find("main h1") {
            let _ = heading.focus();
        }
    });
}

/// Scrolls as little as needed for the element to be in view, below the bar at the top.
fn reveal(element: &HtmlElement) {
    let card = element.closest(".item-answer, .card, .ask").ok().flatten();
    let target: &Element = card.as_ref().unwrap_or(element);
    let area = target.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    if area.top() < 72.0 || area.bottom() > height {
        // The style sheet keeps room for the bar by scroll-margin.
        target.scroll_into_view_with_bool(true);
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into().ok())
}

/// Opens the dialog with this id; the page behind it cannot be reached until it closes.
pub fn open_dialog(id: &str) {
    if let Some(dialog) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok())
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Closes the dialog with this id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok())
    {
        dialog.close();
    }
}

/// Whether a dialog is open.
#[must_use]
pub fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Whether the event comes from a field that takes text, where a letter is a letter and no command.
#[must_use]
pub fn is_typing(event: &Event) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element
            .dyn_into::<HtmlInputElement>()
            .is_ok_and(|input| !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "submit" | "file")),
        _ => false,
    }
}

/// Whether a key comes with Ctrl, Alt or the command key, and so belongs to the browser.
#[must_use]
pub fn is_browser_key(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// The id of the requirement card that holds the focus: `c-5.1.1`.
#[must_use]
pub fn focused_card() -> Option<String> {
    focused_within("c-")
}

/// The id, beginning like this, of what holds the focus.
#[must_use]
pub fn focused_within(start: &str) -> Option<String> {
    let around = document().active_element()?.closest(&format!("[id^='{start}']")).ok().flatten()?;
    Some(around.id())
}

/// The id of the software item whose answer holds the focus, in a card that is answered by item.
#[must_use]
pub fn focused_item() -> Option<String> {
    document().active_element()?.closest("[data-item]").ok().flatten()?.get_attribute("data-item")
}

/// Whether the event is the Escape key.
#[must_use]
pub fn is_escape(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape")
}

/// Lets Enter and the space bar press what is a button by its role only, as they press any other.
pub fn press_button(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let button = target.filter(|target| target.get_attribute("role").as_deref() == Some("button"));
    if let (Some(button), "Enter" | " ", false) = (button, key.key().as_str(), key.repeat()) {
        event.prevent_default();
        button.click();
    }
}

/// Gives the focus back to the button that opened what the event comes from; both stand in one element of the class
/// `explained`.
pub fn focus_opener(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let around = target.and_then(|target| target.closest(".explained").ok().flatten());
    let opener = around.and_then(|around| around.query_selector("[aria-expanded=true]").ok().flatten());
    if let Some(opener) = opener.and_then(|opener| opener.dyn_into::<HtmlElement>().ok()) {
        let _ = opener.focus();
    }
}

/// Lets the arrow keys, Home and End move the focus between what the selector finds, which lies in rows of any length:
/// left and right to the one before and behind, up and down to the nearest in the row above and below.
pub fn move_by_arrows(event: &Event, selector: &str) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !is_browser_key(key)) else { return };
    let Some(active) = document().active_element() else { return };
    let Ok(found) = document().query_selector_all(selector) else { return };
    let all: Vec<Element> = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect();
    let Some(at) = all.iter().position(|one| *one == active) else { return };
    let middle = |one: &Element| {
        let area = one.get_bounding_client_rect();
        (area.left() + area.width() / 2.0, area.top() + area.height() / 2.0, area.height() / 2.0)
    };
    let (x, y, half) = middle(&active);
    // Of those above or below: the nearest row first, in it the nearest place.
    let nearest = |side: f64| {
        let far = |one: &Element| {
            let (other_x, other_y, _) = middle(one);
            let down = (other_y - y) * side;
            (down > half).then_some(down * 1000.0 + (other_x - x).abs())
        };
        let places = all.iter().enumerate().filter_map(|(at, one)| Some((at, far(one)?)));
        places.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(at, _)| at)
    };
    let next = match key.key().as_str() {
        "ArrowLeft" => at.checked_sub(1),
        "ArrowRight" => Some(at + 1),
        "ArrowUp" => nearest(-1.0),
        "ArrowDown" => nearest(1.0),
        "Home" => Some(0),
        "End" => all.len().checked_sub(1),
        _ => return,
    };
    event.prevent_default();
    // A link in a drawing takes the focus as an element of the page does.
    if let Some(next) = next.and_then(|next| all.get(next)) {
        let _ = next.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Asks the browser to ask before the page is left.
pub fn ask_before_leaving(event: &BeforeUnloadEvent) {
    event.prevent_default();
    let _ = js_sys::Reflect::set(event, &JsValue::from_str("returnValue"), &JsValue::TRUE);
}

/// Opens the browser's print dialogue.
pub fn print() {
    let _ = window().print();
}

/// Puts the focus on the first field inside of what the selector finds that holds what it cannot; false where none does.
#[must_use]
pub fn focus_invalid(selector: &str) -> bool {
    let field = find(&format!("{selector} input:invalid"));
    field.is_some_and(|field| field.focus().is_ok())
}

/// Presses the element with this id, as a click would: a file input that a button stands for.
pub fn press(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Puts a text on the clipboard, and says whether the browser took it. There is none in a page that came by plain HTTP.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &JsValue::from_str(name)).ok();
    let begun = || {
        let clipboard = get(&get(&window(), "navigator")?, "clipboard")?;
        let write = get(&clipboard, "writeText")?.dyn_into::<js_sys::Function>().ok()?;
        write.call1(&clipboard, &JsValue::from_str(text)).ok()?.dyn_into::<js_sys::Promise>().ok()
    };
    let begun = begun();
    spawn_local(async move {
        let is_taken = match begun {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        done(is_taken);
    });
}

/// Puts the focus on the text area with this id and selects all of its text.
pub fn select_text(id: &str) {
    let area = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        let _ = area.focus();
        area.select();
    }
}

/// Whether the event is the Enter key, which is then taken for nothing else.
#[must_use]
pub fn is_enter(event: &Event) -> bool {
    let is_enter =
        event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter" && !event.is_composing());
    if is_enter {
        event.prevent_default();
    }
    is_enter
}
