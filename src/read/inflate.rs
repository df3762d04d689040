//! Inputs compressed with gzip or Zstandard → their content.
//!
//! The size of the content is limited while it expands, whatever the header says: 260 KB of gzip can hold 256 MiB of
//! zeros. Archives of several files (zip, tar) are not opened.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use crate::limit;
use crate::read::error::ReadError;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// How a source is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

fn packing(head: &[u8]) -> Option<Packing> {
    if head.starts_with(GZIP) {
        Some(Packing::Gzip)
    } else if head.starts_with(ZSTD) {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The content of a compressed input; the input itself if it is not compressed.
///
/// # Errors
/// When it is damaged, or its content is too large.
pub fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ReadError> {
    if packing(bytes).is_none() {
        return Ok(Cow::Borrowed(bytes));
    }
    let mut out = Vec::new();
    let read = unpacking(bytes).and_then(|source| source.take(limit::INPUT_BYTES as u64 + 1).read_to_end(&mut out));
    match read {
        Ok(_) => Ok(Cow::Owned(out)),
        Err(error) => Err(ReadError::Packed { why: error.to_string() }),
    }
}

/// A source of the content of a compressed source; any other source is returned unchanged.
///
/// # Errors
/// When it cannot be read, or its header is damaged. Later damage and content that is too large are errors of the
/// returned source.
pub fn unpacking<'r>(mut source: impl BufRead + Send + 'r) -> io::Result<Box<dyn BufRead + Send + 'r>> {
    // At the end of a write to a pipe, the buffer may be short, but it is never empty.
    let packing = packing(source.fill_buf()?);
    let Some(packing) = packing else { return Ok(Box::new(source)) };
    let taken = Arc::new(AtomicU64::new(0));
    let counted = BufReader::new(Counted { source, taken: Arc::clone(&taken) });
    let unpacked: Box<dyn Read + Send + 'r> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
        Packing::Zstd => Box::new(Frames { frame: next_frame(counted)? }),
    };
    Ok(Box::new(BufReader::new(Capped { source: unpacked, taken, given: 0 })))
}

/// Counts the compressed bytes that were read.
struct Counted<R> {
    source: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Fails when a source gives more than the compressed bytes read so far can reasonably hold.
struct Capped<R> {
    source: R,
    taken: Arc<AtomicU64>,
    given: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.given += count as u64;
        let limit = self
            .taken
            .load(Ordering::Relaxed)
            .saturating_mul(limit::UNPACKED_RATIO)
            .saturating_add(limit::UNPACKED_BYTES);
        if self.given > limit {
            let why = format!("it expands to more than {} times its size, as no text does", limit::UNPACKED_RATIO);
            return Err(io::Error::other(why));
        }
        Ok(count)
    }
}

type Frame<R> = StreamingDecoder<R, ruzstd::decoding::FrameDecoder>;

/// Several frames in a row, as `pzstd` and `cat` make them. Skippable frames are skipped.
struct Frames<R: BufRead> {
    frame: Option<Box<Frame<R>>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(frame) = &mut self.frame {
            let count = frame.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            if let Some(finished) = self.frame.take() {
                self.frame = next_frame(finished.into_inner())?;
            }
        }
        Ok(0)
    }
}

/// The next frame; `None` at the end of the file.
fn next_frame<R: BufRead>(mut source: R) -> io::Result<Option<Box<Frame<R>>>> {
    // The magic numbers of skippable frames begin with 0x50 to 0x5F (RFC 8878, 3.1.2); a length follows the magic
    // number.
    while source.fill_buf()?.first().is_some_and(|first| (0x50..=0x5F).contains(first)) {
        let mut header = [0; 8];
        source.read_exact(&mut header)?;
        let [.., a, b, c, d] = header;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        io::copy(&mut (&mut source).take(length), &mut io::sink())?;
    }
    if source.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let frame = StreamingDecoder::new_with_max_window_size(source, limit::ZSTD_WINDOW);
    frame.map(|frame| Some(Box::new(frame))).map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn files_with_several_members_are_unpacked() {
        let text = "{\"text\":\"déjà\"}\n".repeat(5_000);
        let skipped = [&[0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        for packed in [
            [gzip(text.as_bytes()), gzip(text.as_bytes())].concat(),
            [zstd(text.as_bytes()), skipped, zstd(text.as_bytes())].concat(),
        ] {
            assert!(packed.len() < text.len());
            assert_eq!(unpack(&packed).unwrap(), [text.as_bytes(), text.as_bytes()].concat());
        }
        assert_eq!(unpack(b"plain").unwrap(), &b"plain"[..]);
    }

    #[test]
    fn a_bomb_is_refused_before_it_fills_the_memory() {
        let zeros = vec![0; limit::UNPACKED_BYTES as usize * 2];
        assert!(matches!(unpack(&gzip(&zeros)), Err(ReadError::Packed { why }) if why.contains("times its size")));
    }

    #[test]
    fn damage_anywhere_is_an_error_or_nothing_but_never_a_panic() {
        for packed in [gzip(&[7; 3_000]), zstd("abcdef".repeat(500).as_bytes())] {
            for cut in 2..packed.len() {
                let _ = unpack(&packed[..cut]);
                let mut damaged = packed.clone();
                damaged[cut] ^= 0x55;
                let _ = unpack(&damaged);
            }
        }
    }
}
