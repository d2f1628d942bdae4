//! The pictures of the overview, each with the numbers behind it.

use super::super::document::{Block, Picture, Section};
use super::{Chapter, Source};
use crate::assessment::Assessment;

/// None while there is no picture: the same numbers stand in the summary.
pub(super) fn section(source: &Source) -> Option<Section> {
    let pictures = pictures(source.assessment);
    let mut section = Section::new(Chapter::Charts.key(), Chapter::Charts.label());
    section.blocks.extend(pictures.into_iter().map(Block::Picture));
    (!section.blocks.is_empty()).then_some(section)
}

/// The pictures, in their order.
fn pictures(_assessment: &Assessment) -> Vec<Picture> {
    Vec::new()
}
