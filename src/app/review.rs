//! What a reviewer says, and what the maker replies: the view for each of the two, and the way in.
//!
//! Architecture invariant: which of the two views there is follows from the assessment alone (`is_under_review`), so that
//! nobody can be in the wrong one.

use super::parts::{button, link, para};
use super::review_maker::maker;
use super::review_walk::reviewer;
use super::route::{Place, Route};
use super::state::State;
use crate::assessment::{Assessment, ReviewId};
use crate::browser::dom::{El, el};
use crate::browser::{address, clock};
use crate::exchange::begin_review;

pub(super) fn review(state: State) -> El {
    if state.is_locked() { reviewer(state) } else { maker(state) }
}

/// The button that opens an assessment, out of a file, for review: as a copy in which only the review can be changed.
/// Where it cannot be reviewed, the reason stands in its place.
pub(super) fn open_for_review(state: State, assessment: &Assessment) -> El {
    if !assessment.scrubbed.is_empty() {
        return para("hint").with(crate::exchange::NoReview::Scrubbed.words());
    }
    let assessment = assessment.clone();
    let open = move || {
        let fresh: String = clock::new_id().chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        let begun =
            ReviewId::new(&fresh).map(|review| begin_review(&assessment, clock::new_id(), review, &clock::now()));
        match begun {
            Some(Ok(copy)) => {
                let id = state.add(copy, String::new());
                address::go(&Route::link(&id, Place::Review));
            }
            Some(Err(why)) => state.alert(why.words().to_owned()),
            // Twelve digits are an id.
            None => {}
        }
    };
    button("quiet", open).with("Open for review")
}

/// For handing over a copy for review: the way to what goes back to the maker; nothing in any other assessment.
pub(super) fn share_for_review(state: State) -> Option<El> {
    let way = || link(&Route::link(&state.id_now(), Place::Review)).with("Review");
    state.is_locked().then(|| {
        let title = el("h2").attr("id", "for-review").with("The review file");
        let says = para("").with("This is a review copy. Sign it and save the review file for the maker under ");
        el("section").attr("aria-labelledby", "for-review").with(title).with(says.with(way()).with("."))
    })
}

/// How a review comes about, for who hands a file over.
pub(super) fn how_to_review() -> El {
    para("").with(
        "To have it reviewed, hand the file over. The reader chooses \u{201c}Open for review\u{201d}, adds remarks, signs, and \
         saves a review file. You take that in under Review, and reply there.",
    )
}
