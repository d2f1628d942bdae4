//! The decision diagram: every question with every answer and where it leads, and the way that was taken drawn in it.
//!
//! It is a list in lists, so that it reads aloud as it is drawn; the style sheet draws the lines.

use super::parts::para;
use crate::assessment::Assessment;
use crate::browser::dom::{El, el};
use crate::standard::{ClassAnswer, ClassQuestion, Edition, Outcome};

/// A step of the way that was taken.
type Step = (&'static ClassQuestion, &'static ClassAnswer);

/// The questions of the edition as a tree, with the way through it as far as it goes.
pub(super) fn diagram(head: &Assessment) -> El {
    let tree = &head.edition.classification;
    let path = head.path();
    let root = tree.question(tree.start).map(|start| {
        let drawing = Drawing { edition: head.edition, further: tree.questions.len() };
        drawing.question(start, Some(&path.steps))
    });
    let caption = "Every way through the questions. Yours is drawn thick, with a tick at each of your answers.";
    el("figure")
        .class("decision")
        .attr("aria-labelledby", "decision")
        .with(
            el("figcaption")
                .with(el("h3").attr("id", "decision").with("Decision diagram"))
                .with(para("hint").with(caption)),
        )
        .with(root)
}

/// A part of the diagram.
#[derive(Clone, Copy)]
struct Drawing {
    edition: &'static Edition,
    /// How many questions may follow: the build refuses circles, and none may hang the page.
    further: usize,
}

impl Drawing {
    /// A question with its answers. `taken` is what follows of the way, where the way comes by here.
    fn question(self, question: &'static ClassQuestion, taken: Option<&[Step]>) -> El {
        let (chosen, rest) = match taken.and_then(<[Step]>::split_first) {
            Some(((_, answer), rest)) => (Some(*answer), Some(rest)),
            None => (None, None),
        };
        let is_next = taken.is_some() && chosen.is_none();
        let answers = question.answers.iter().map(|answer| {
            let is_taken = chosen == Some(answer);
            self.answer(answer, rest.filter(|_| is_taken))
        });
        let node = el("div").class(if taken.is_some() { "node on" } else { "node" });
        let asks = el("p").class("asks").with(question.title);
        let next = is_next.then(|| el("span").class("yours next").with("open"));
        node.with(asks.with(next)).with(el("ul").with(answers.collect::<Vec<El>>()))
    }

    /// An answer and where it leads.
    fn answer(self, answer: &'static ClassAnswer, taken: Option<&[Step]>) -> El {
        let yours = taken.is_some().then(|| el("span").class("yours").with("your answer"));
        let row = el("li").class(if taken.is_some() { "on" } else { "" });
        let row = row.with(el("p").class("says").with(el("span").with(answer.label)).with(yours));
        match answer.outcome {
            Outcome::Class(class) => {
                let info = self.edition.classes.iter().find(|info| info.class == class);
                row.with(el("p").class("ends").with(info.map_or(class.id(), |info| info.name)))
            }
            Outcome::Ask(id) => {
                let next = self.edition.classification.question(id).filter(|_| self.further > 0);
                row.with(next.map(|next| Self { further: self.further - 1, ..self }.question(next, taken)))
            }
        }
    }
}
