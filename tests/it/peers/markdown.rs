//! The `md` writer, read by the Markdown of GitHub and by marked.
