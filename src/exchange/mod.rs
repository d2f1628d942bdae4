//! The assessment as a file.
//!
//! What belongs here: reading and writing formats. Never here: the browser (how a file comes in or goes out), and
//! rules about answers (`assessment`). Everything is pure: texts in, texts or clear problems out.

mod digest;
mod examples;
mod fields;
mod file;
mod json;
mod name;
pub mod paper;
mod read;
mod report;
mod take;
mod work;
mod write;

pub use digest::{Sha256, sha256_hex};
pub use examples::{Example, examples};
pub use file::{FORMAT, FORMAT_VERSION, MAX_FILE_BYTES, Stored};
pub use name::{document_name, file_name};
pub use read::{Opened, read_file, read_stored};
pub use report::{Digest, Notice, NoticeKind, Refusal};
pub use write::{assessment_digest, write_file, write_stored};
