//! The lengths of the texts of all elements, in one pass.

use super::tree::{Content, Element, Tree};

/// Elements whose text is not shown.
const SILENT: [&str; 8] = ["script", "style", "noscript", "template", "head", "select", "textarea", "svg"];

/// How much shown text each element of a tree has, in bytes without white space at the ends of texts.
#[derive(Debug)]
pub struct Lengths {
    /// The bytes before each node; one more entry than there are nodes.
    text: Vec<usize>,
    /// Of these, the bytes inside links.
    links: Vec<usize>,
}

impl Lengths {
    /// Measures a tree. Linear.
    pub fn of(tree: &Tree) -> Self {
        let (mut text, mut links) =
            (Vec::with_capacity(tree.nodes.len() + 1), Vec::with_capacity(tree.nodes.len() + 1));
        let (mut sum, mut sum_of_links) = (0, 0);
        let (mut silent, mut link) = (0, 0);
        for (index, node) in tree.nodes.iter().enumerate() {
            text.push(sum);
            links.push(sum_of_links);
            match &node.content {
                Content::Text(range) if index >= silent => {
                    let length = tree.value(range).trim().len();
                    sum += length;
                    sum_of_links += if index < link { length } else { 0 };
                }
                Content::Element { .. } => {
                    let name = Element { tree, index }.name();
                    if SILENT.contains(&name) {
                        silent = silent.max(node.end);
                    } else if name == "a" {
                        link = link.max(node.end);
                    }
                }
                Content::Text(_) => {}
            }
        }
        text.push(sum);
        links.push(sum_of_links);
        Lengths { text, links }
    }

    /// The bytes of shown text inside an element.
    pub fn text(&self, element: Element<'_>) -> usize {
        between(&self.text, element)
    }

    /// The bytes of shown text inside links inside an element.
    pub fn links(&self, element: Element<'_>) -> usize {
        between(&self.links, element)
    }
}

fn between(sums: &[usize], element: Element<'_>) -> usize {
    let at = |index: usize| sums.get(index).or(sums.last()).copied().unwrap_or(0);
    at(element.end()).saturating_sub(at(element.place()))
}

#[cfg(test)]
mod tests {
    use super::super::html;
    use super::*;

    #[test]
    fn only_shown_text_is_measured() {
        let tree = html("<div>ab <a>cd<b>e</b></a><script>xyz</script></div><p>f</p>");
        let lengths = Lengths::of(&tree);
        let div = tree.root().find_name("div").unwrap();
        assert_eq!((lengths.text(div), lengths.links(div)), (5, 3));
        assert_eq!(lengths.text(tree.root()), 6);
    }
}
