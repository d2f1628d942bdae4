//! Changes of software items, and of everything at once: what changes is stamped, so that two tabs can be brought together.
//!
//! Architecture invariant: in a copy for review nothing but its own review changes. Every way to change anything asks
//! `is_locked`, and only `edit_review` goes past it.

use super::state::State;
use crate::assessment::{Assessment, Item, ItemId, Review};
use crate::browser::clock;

impl State {
    /// Whether this is a copy for review, whose answers are the maker's.
    pub(super) fn is_locked(self) -> bool {
        self.head.with_untracked(Assessment::is_under_review)
    }

    /// Changes the review that this copy was opened for, and saves. What may be changed of it, and the stamp, is up to
    /// [`Review`].
    pub(super) fn edit_review(self, change: impl FnOnce(&mut Review)) {
        self.head.update(|head| {
            let own = head.reviewing;
            if let Some(review) = head.reviews.iter_mut().find(|review| Some(review.id) == own) {
                change(review);
                head.changed = clock::now();
            }
        });
        self.save();
    }

    /// Changes a software item, stamps it, and saves.
    pub(super) fn edit_item(self, id: ItemId, change: impl FnOnce(&mut Item)) {
        self.edit_head(|head| {
            if let Some(item) = head.items.iter_mut().find(|item| item.id == id) {
                change(item);
                item.changed = clock::now();
            }
        });
    }

    /// Changes something that is being typed and that nothing else shows until the person is done, and saves: each word is
    /// kept at once, and nothing on the page runs again.
    pub(super) fn edit_head_quietly(self, change: impl FnOnce(&mut Assessment)) {
        if self.is_locked() {
            return;
        }
        self.head.update_untracked(|head| {
            change(head);
            head.changed = clock::now();
        });
        self.save();
    }

    /// Changes anything, answers too, stamps the answers and items that it changes, and saves.
    pub(super) fn change_all(self, change: impl FnOnce(&mut Assessment)) {
        if self.is_locked() {
            return;
        }
        let before = self.assessment();
        let mut after = before.clone();
        change(&mut after);
        let now = clock::now();
        for (clause, answer) in &mut after.answers {
            if before.answers.get(clause) != Some(answer) {
                answer.changed.clone_from(&now);
            }
        }
        for item in &mut after.items {
            if before.item(item.id) != Some(item) {
                item.changed.clone_from(&now);
            }
        }
        after.changed = now;
        self.show(after);
        self.save();
    }
}
