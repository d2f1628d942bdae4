//! The assessment as a file.
//!
//! What belongs here: reading and writing formats. Never here: the browser (how a file comes in or goes out), and
//! rules about answers (`assessment`). Everything is pure: texts in, texts or clear problems out.

mod ancestry;
mod backup;
mod base64;
mod digest;
mod examples;
mod fields;
mod file;
mod going_back;
pub mod joining;
mod json;
mod link;
mod locked;
mod moments;
mod name;
pub mod paper;
mod patch;
mod read;
mod report;
mod reviewing;
mod shared_statuses;
mod sharing;
mod state;
mod take;
mod taken_review;
mod work;
mod write;

pub use ancestry::{Ancestor, Relation, grew_from_json, past_of_merged, read_past, relation, remember, write_past};
pub use backup::{Against, Aside, Backup, Saved, against, backup_name, read_backup, write_backup};
pub use digest::{Sha256, sha256_hex};
pub use examples::{Example, examples};
pub use file::{BACKUP_FORMAT, FORMAT, FORMAT_VERSION, LOCKED_FORMAT, MAX_BACKUP_BYTES, MAX_FILE_BYTES, Stored};
pub use going_back::{Differences, as_own, differences, go_back};
pub use link::{Link, LinkProblem, MOST_LINK, Reach, USUAL_LINK, long_link, long_link_text, reach, read_link};
pub use locked::{ITERATIONS, IV_BYTES, Lock, Locked, SALT_BYTES, read_locked};
pub use moments::{Found, Lost, is_intact, keep_snapshot, remove_snapshot, snapshot_size, snapshot_state, state_then};
pub use name::{document_name, file_name};
pub use patch::{PatchProblem, apply, diff};
pub use read::{Kind, Opened, kind_of, read_file, read_stored};
pub use report::{Digest, Notice, NoticeKind, Refusal};
pub use reviewing::{
    NoReview, Seal, Since, answer_digest, begin_review, check_seal, seal_of, sign_review, since_reviewed,
};
pub use shared_statuses::{SharedStatuses, short_link};
pub use state::{digest_of_state, read_state, state_digest, state_json};
pub use taken_review::{Fate, ReviewRefusal, TakenReview, take_review};
pub use write::{assessment_digest, write_file, write_file_with, write_stored};
