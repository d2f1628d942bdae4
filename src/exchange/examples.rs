//! The worked examples that ship beside the page. Fictitious, and marked so.

/// A worked example.
#[derive(Debug)]
pub struct Example {
    /// The word for it in file names.
    pub key: &'static str,
    /// What it is.
    pub name: &'static str,
    /// What it shows, in one line.
    pub shows: &'static str,
}

impl Example {
    /// Where its file lies, from the page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("examples/{}.iec62304.json", self.key)
    }
}

/// The worked examples, the fullest first.
#[must_use]
pub fn examples() -> &'static [Example] {
    &[
        Example {
            key: "infusion-pump",
            name: "Infusion pump, class C",
            shows: "Every requirement answered, with evidence and realistic gaps.",
        },
        Example {
            key: "image-viewer",
            name: "Image viewer, class B",
            shows: "Half done: what an assessment looks like on the way.",
        },
        Example {
            key: "activity-diary",
            name: "Activity diary, class A",
            shows: "Done: the short list that class A asks for.",
        },
        Example {
            key: "legacy-monitor",
            name: "Bedside monitor, class C, legacy",
            shows: "Software on the market before the standard, on the route of 4.4.",
        },
    ]
}
