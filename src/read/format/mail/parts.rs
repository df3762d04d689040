//! The parts of a MIME message, for other formats that are written as one, such as web archives.

use super::encoded;
use super::mime::{Leaf, Type, leaves};
use super::split::Header;

pub(in crate::read) use super::encoded::base64;

/// A part that contains no others.
pub(in crate::read) struct MailPart<'a>(Leaf<'a>);

/// The header of a message, and its parts in order.
pub(in crate::read) fn parts(message: &[u8]) -> (Header<'_>, Vec<MailPart<'_>>) {
    let parts = leaves(Header::of(message), message).into_iter().map(MailPart).collect();
    (Header::of(message), parts)
}

impl MailPart<'_> {
    /// Its type in lower case, without parameters.
    pub(in crate::read) fn kind(&self) -> String {
        self.content_type().kind
    }

    /// A parameter of its type.
    pub(in crate::read) fn parameter(&self, name: &str) -> Option<String> {
        self.content_type().get(name).map(str::to_owned)
    }

    /// A field of its header.
    pub(in crate::read) fn field(&self, name: &str) -> Option<String> {
        self.0.header.raw(name)
    }

    /// Its content, without the transfer encoding.
    pub(in crate::read) fn bytes(&self) -> Vec<u8> {
        let encoding = self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
        match encoding.as_str() {
            "quoted-printable" => encoded::quoted_printable(self.0.bytes),
            "base64" => encoded::base64(self.0.bytes),
            _ => self.0.bytes.to_vec(),
        }
    }

    fn content_type(&self) -> Type {
        self.field("content-type").map(|field| Type::of(&field)).unwrap_or_default()
    }
}
