//! Changes of software items, and of everything at once: what changes is stamped, so that two tabs can be brought together.

use super::state::State;
use crate::assessment::{Assessment, Item, ItemId};
use crate::browser::clock;

impl State {
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
        self.head.update_untracked(|head| {
            change(head);
            head.changed = clock::now();
        });
        self.save();
    }

    /// Changes anything, answers too, stamps the answers and items that it changes, and saves.
    pub(super) fn change_all(self, change: impl FnOnce(&mut Assessment)) {
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
