//! What the file format is called and how far it goes. `schema/` describes it for other programs.

use crate::assessment::Assessment;

/// The value of the member `format`.
pub const FORMAT: &str = "iec62304-readiness";

/// The value of the member `format` of a locked file.
pub const LOCKED_FORMAT: &str = "iec62304-readiness-locked";

/// The value of the member `format` of a backup.
pub const BACKUP_FORMAT: &str = "iec62304-readiness-backup";

/// The version that is written. Older ones are migrated one step at a time, newer ones are refused; adding optional
/// members needs no new version, since readers keep what they do not know.
pub const FORMAT_VERSION: u64 = 1;

/// The largest file that is read, in bytes: a full assessment has about 100 kB, and local storage holds 5 MB.
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;

/// The largest backup that is read, in bytes: all that local storage can hold, in the longest way of writing it.
pub const MAX_BACKUP_BYTES: usize = 32 * 1024 * 1024;

/// An assessment as it is kept in the browser: the file's format with a member `stored` beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The assessment.
    pub assessment: Assessment,
    /// Counts the writes; tells a tab that another one wrote.
    pub revision: u64,
    /// When it was last written, ISO 8601 in UTC.
    pub saved_at: String,
    /// When it was last saved to a file, here or where the file comes from; empty if never.
    pub file_at: String,
}
