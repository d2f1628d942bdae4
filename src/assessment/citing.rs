//! Citing documents as evidence: changing one wherever it is cited, adding it to answers, taking it out.
//!
//! What belongs here: changes that touch the evidence of many answers, each with its stamp. Never here: looking (`register`).

use super::answer::{Evidence, Unknown};
use super::model::Assessment;
use super::register::DocumentField;
use crate::standard::Clause;

impl Assessment {
    /// Changes a document wherever it is cited, also out of scope, and stamps the answers. Only the fields that differ are
    /// set; what a piece holds besides is kept. Where an answer cites the new one already, the two become one, unless each
    /// holds something else that this version does not know. How many pieces changed; none where the new one is blank,
    /// since removing is another matter.
    pub fn change_everywhere(&mut self, old: &Evidence, new: &Evidence, now: &str) -> usize {
        if new.is_blank() || old.is_same_document(new) {
            return 0;
        }
        self.each_evidence(now, &mut |_, list| {
            let is_there = list.iter().any(|known| known.is_same_document(new));
            let mut changed = 0;
            for piece in list.iter_mut().filter(|piece| piece.is_same_document(old)) {
                for field in DocumentField::ALL {
                    if field.of(old) != field.of(new) {
                        field.of(new).clone_into(field.of_mut(piece));
                    }
                }
                changed += 1;
            }
            if is_there && changed > 0 {
                join(list, new);
            }
            changed
        })
    }

    /// Takes a document out of every answer to these requirements, and stamps the answers; out of all where none is named.
    /// How many pieces are gone.
    pub fn remove_evidence(&mut self, document: &Evidence, from: Option<&[Clause]>, now: &str) -> usize {
        self.each_evidence(now, &mut |clause, list| {
            if from.is_some_and(|from| !from.contains(&clause)) {
                return 0;
            }
            let before = list.len();
            list.retain(|piece| !piece.is_same_document(document));
            before - list.len()
        })
    }

    /// Cites a document in the answers to these requirements, for the whole, and stamps them. An answer that cites it
    /// already is left as it is. To how many it was added.
    pub fn cite(&mut self, document: &Evidence, clauses: &[Clause], now: &str) -> usize {
        let document = document.cleaned();
        if document.is_blank() {
            return 0;
        }
        let mut added = 0;
        for clause in clauses {
            let answer = self.answers.entry(*clause).or_default();
            if !answer.evidence.iter().any(|known| known.is_same_document(&document)) {
                answer.evidence.push(document.clone());
                now.clone_into(&mut answer.changed);
                added += 1;
            }
        }
        if added > 0 {
            now.clone_into(&mut self.changed);
        }
        added
    }

    /// Changes lists of evidence, each of an answer or of a part; what says that it changed something is stamped.
    fn each_evidence(&mut self, now: &str, change: &mut dyn FnMut(Clause, &mut Vec<Evidence>) -> usize) -> usize {
        let mut all = 0;
        for (clause, answer) in &mut self.answers {
            let mut changed = change(*clause, &mut answer.evidence);
            for part in &mut answer.parts {
                let own = change(*clause, &mut part.answer.evidence);
                if own > 0 {
                    now.clone_into(&mut part.answer.changed);
                }
                changed += own;
            }
            if changed > 0 {
                now.clone_into(&mut answer.changed);
            }
            all += changed;
        }
        if all > 0 {
            now.clone_into(&mut self.changed);
        }
        all
    }
}

/// Makes one of the pieces of a list that name this document, where nothing is lost by it.
fn join(list: &mut Vec<Evidence>, document: &Evidence) {
    let mut kept: Option<Unknown> = None;
    // What holds more than this version knows is met first, so that the plain ones go.
    for piece in list.iter().filter(|piece| piece.is_same_document(document)) {
        if kept.as_ref().is_none_or(Vec::is_empty) {
            kept = Some(piece.unknown.clone());
        }
    }
    let Some(kept) = kept else { return };
    let mut is_met = false;
    list.retain(|piece| {
        if !piece.is_same_document(document) {
            return true;
        }
        if piece.unknown == kept {
            return !std::mem::replace(&mut is_met, true);
        }
        !piece.unknown.is_empty()
    });
}
