//! Content streams in, glyphs out, in the order in which a page draws them.
//!
//! Paths, pictures and colours are not looked at.

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, dict_or_stream};
use hayro_syntax::page::{Page, Resources};

use super::fonts::{Fonts, LoadedFont};
use super::glyphs::{Direction, Glyph, Layer};
use super::layers::HiddenLayers;
use super::marked::Marked;
use super::text_state::TextState;
use crate::parse::ReadError;
use crate::pdf::bounds::Bounds;

/// Forms nested deeper are left out, and states saved deeper are not restored.
const DEEPEST_FORM: usize = 32;
const DEEPEST_STATE: usize = 512;

/// The most that a form costs beside its length, in bytes: a short one that is drawn many
/// times takes time.
const COST_OF_A_FORM: usize = 256;

/// Text smaller than this, in points, cannot be seen.
const SMALLEST_SIZE: f64 = 0.5;

/// What the pages of a document share.
pub(in crate::pdf) struct Shared<'a> {
    pub(in crate::pdf) fonts: Fonts<'a>,
    pub(in crate::pdf) hidden: HiddenLayers,
    pub(in crate::pdf) bounds: Bounds,
}

/// What a page draws.
pub(in crate::pdf) struct Drawn {
    /// Its glyphs, in the order of its content.
    pub(in crate::pdf) glyphs: Vec<Glyph>,
    pub(in crate::pdf) has_picture: bool,
}

/// What a page draws.
///
/// # Errors
/// The document unpacks to more than is read.
pub(in crate::pdf) fn draw<'a>(
    page: &Page<'a>,
    shared: &mut Shared<'a>,
) -> Result<Drawn, ReadError> {
    shared.bounds.start_page();
    let mut content = Vec::new();
    let contents = page.raw().get::<Object<'a>>(keys::CONTENTS);
    let streams: Vec<Stream<'a>> = match contents {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(array)) => array.iter::<Stream<'a>>().collect(),
        _ => Vec::new(),
    };
    for stream in streams {
        if let Some(bytes) = shared.bounds.unpack(&stream)? {
            content.extend_from_slice(&bytes);
            content.push(b'\n');
        }
    }
    let (width, height) = page.render_dimensions();
    let mut interpreter = Interpreter {
        shared,
        size: (f64::from(width), f64::from(height)),
        glyphs: Vec::new(),
        has_picture: false,
        marked: Marked::default(),
        characters: Vec::new(),
    };
    let state = State {
        matrix: Affine::new(page.initial_transform(true).as_coeffs()),
        text: TextState::default(),
    };
    interpreter.run(&content, page.resources(), state, 0)?;
    Ok(Drawn {
        glyphs: interpreter.glyphs,
        has_picture: interpreter.has_picture,
    })
}

#[derive(Clone)]
struct State<'a> {
    /// From the space of the content to that of the page, in points from its top left.
    matrix: Affine,
    text: TextState<'a>,
}

struct Interpreter<'s, 'a> {
    shared: &'s mut Shared<'a>,
    /// The width and height of the page, in points.
    size: (f64, f64),
    glyphs: Vec<Glyph>,
    has_picture: bool,
    marked: Marked,
    /// The characters of the last code.
    characters: Vec<char>,
}

impl<'a> Interpreter<'_, 'a> {
    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let mut saved = Vec::new();
        let marks = self.marked.depth();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            match instruction {
                TypedInstruction::SaveState(_) if saved.len() < DEEPEST_STATE => {
                    saved.push(state.clone());
                }
                TypedInstruction::RestoreState(_) => {
                    state = saved.pop().unwrap_or(state);
                }
                TypedInstruction::Transform(m) => {
                    let numbers = [m.0, m.1, m.2, m.3, m.4, m.5];
                    state.matrix *= Affine::new(numbers.map(|number| number.as_f64()));
                }
                TypedInstruction::SetGraphicsState(graphics) => {
                    let graphics = resources.get_ext_g_state(graphics.0);
                    self.set_font_of_graphics_state(&mut state.text, graphics)?;
                }
                TypedInstruction::XObject(object) => {
                    if let Some(form) = resources.get_x_object(object.0) {
                        self.form(&form, resources, &state, depth)?;
                    }
                }
                TypedInstruction::InlineImage(_) => self.has_picture = true,
                TypedInstruction::BeginMarkedContent(tag) => {
                    self.marked.begin(tag.0, None, self.glyphs.len());
                }
                TypedInstruction::BeginMarkedContentWithProperties(tag) => {
                    self.begin_marked(tag.0, tag.1, resources);
                }
                TypedInstruction::EndMarkedContent(_) if self.marked.depth() > marks => {
                    self.marked.end(&mut self.glyphs);
                }
                TypedInstruction::TextFont(font) => {
                    state.text.size = font.1.as_f64();
                    state.text.font = match resources.get_font(font.0) {
                        Some(dict) => self.load(&dict)?,
                        None => None,
                    };
                }
                other => self.text_instruction(other, &mut state)?,
            }
        }
        while self.marked.depth() > marks {
            self.marked.end(&mut self.glyphs);
        }
        Ok(())
    }

    fn text_instruction(
        &mut self,
        instruction: TypedInstruction<'_, '_>,
        state: &mut State<'a>,
    ) -> Result<(), ReadError> {
        let text = &mut state.text;
        match instruction {
            TypedInstruction::BeginText(_) => text.set_matrix(Affine::IDENTITY),
            TypedInstruction::SetTextMatrix(m) => {
                let numbers = [m.0, m.1, m.2, m.3, m.4, m.5];
                text.set_matrix(Affine::new(numbers.map(|number| number.as_f64())));
            }
            TypedInstruction::CharacterSpacing(n) => text.character_spacing = n.0.as_f64(),
            TypedInstruction::WordSpacing(n) => text.word_spacing = n.0.as_f64(),
            TypedInstruction::HorizontalScaling(n) => text.scaling = n.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(n) => text.leading = n.0.as_f64(),
            TypedInstruction::TextRise(n) => text.rise = n.0.as_f64(),
            // Mode 3 draws nothing, mode 7 only clips.
            TypedInstruction::TextRenderingMode(n) => {
                text.is_invisible = matches!(n.0.as_i64(), 3 | 7);
            }
            TypedInstruction::NextLine(n) => text.next_line(n.0.as_f64(), n.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(n) => {
                text.leading = -n.1.as_f64();
                text.next_line(n.0.as_f64(), n.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => text.next_line(0.0, -text.leading),
            TypedInstruction::ShowText(shown) => self.show(shown.0.as_bytes(), state)?,
            TypedInstruction::NextLineAndShowText(shown) => {
                text.next_line(0.0, -text.leading);
                self.show(shown.0.as_bytes(), state)?;
            }
            TypedInstruction::ShowTextWithParameters(shown) => {
                text.word_spacing = shown.0.as_f64();
                text.character_spacing = shown.1.as_f64();
                text.next_line(0.0, -text.leading);
                self.show(shown.2.as_bytes(), state)?;
            }
            TypedInstruction::ShowTexts(shown) => {
                for part in shown.0.iter::<Object<'_>>() {
                    match part {
                        Object::Number(number) => state.text.adjust(number.as_f64()),
                        Object::String(string) => self.show(string.as_bytes(), state)?,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn load(&mut self, dict: &Dict<'a>) -> Result<Option<std::rc::Rc<LoadedFont<'a>>>, ReadError> {
        self.shared.fonts.load(dict, &mut self.shared.bounds)
    }

    fn set_font_of_graphics_state(
        &mut self,
        text: &mut TextState<'a>,
        graphics: Option<Dict<'a>>,
    ) -> Result<(), ReadError> {
        let font = graphics.and_then(|graphics| graphics.get::<Array<'a>>(keys::FONT));
        let Some(mut parts) = font.map(|font| font.iter::<Object<'a>>()) else {
            return Ok(());
        };
        if let (Some(Object::Dict(dict)), Some(Object::Number(size))) = (parts.next(), parts.next())
        {
            text.font = self.load(&dict)?;
            text.size = size.as_f64();
        }
        Ok(())
    }

    fn begin_marked(&mut self, tag: &Name<'_>, properties: &Object<'_>, resources: &Resources<'a>) {
        let name = properties.clone().into_name();
        let is_hidden = name.as_ref().is_some_and(|name| {
            let layer = resources.properties.get_ref(name.as_ref());
            layer.is_some_and(|layer| self.shared.hidden.contains(layer.into()))
        });
        let named = name.and_then(|name| resources.properties.get::<Dict<'a>>(name));
        let inline = dict_or_stream(properties).map(|(dict, _)| dict);
        self.marked
            .begin(tag, named.as_ref().or(inline), self.glyphs.len());
        if is_hidden {
            self.marked.hide();
        }
    }

    /// Draws a form; pictures draw no glyphs.
    fn form(
        &mut self,
        form: &Stream<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let dict = form.dict();
        let kind = dict.get::<Name<'_>>(keys::SUBTYPE);
        let is = |name: &str| kind.as_ref().is_some_and(|kind| kind.as_str() == name);
        self.has_picture |= is("Image");
        if !is("Form") || depth >= DEEPEST_FORM {
            return Ok(());
        }
        self.shared.bounds.take(COST_OF_A_FORM)?;
        let Some(content) = self.shared.bounds.unpack(form)? else {
            return Ok(());
        };
        let mut inner = state.clone();
        if let Some(matrix) = dict.get::<[f64; 6]>(keys::MATRIX) {
            inner.matrix *= Affine::new(matrix);
        }
        let own = dict.get::<Dict<'a>>(keys::RESOURCES).map(Resources::new);
        let layer = dict.get_ref(keys::OC);
        let is_hidden = layer.is_some_and(|layer| self.shared.hidden.contains(layer.into()));
        if is_hidden {
            self.marked.begin_hidden(self.glyphs.len());
        }
        self.run(
            &content,
            own.as_ref().unwrap_or(resources),
            inner,
            depth + 1,
        )?;
        if is_hidden {
            self.marked.end(&mut self.glyphs);
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) -> Result<(), ReadError> {
        let Some(font) = state.text.font.clone() else {
            return Ok(());
        };
        let mut offset = 0;
        while offset < bytes.len() {
            let (code, length) = font.code(bytes, offset);
            offset += length.max(1);
            let (width, advance) = state.text.widths(code, length);
            font.characters(code, &mut self.characters);
            self.place(width, state, &font)?;
            state.text.advance(advance);
        }
        Ok(())
    }

    /// Adds the glyphs of the characters of a code, one beside the other on its width.
    fn place(
        &mut self,
        width: f64,
        state: &State<'a>,
        font: &LoadedFont<'a>,
    ) -> Result<(), ReadError> {
        let text = &state.text;
        let matrix = state.matrix * text.glyph_matrix();
        let start = matrix * Point::ORIGIN;
        let end = state.matrix * text.matrix * Point::new(width * text.scaling, text.rise);
        let up = matrix * Point::new(0.0, 1.0) - start;
        let size = up.hypot();
        if !(start.is_finite() && end.is_finite() && size.is_finite()) || size < SMALLEST_SIZE {
            return Ok(());
        }
        let along = matrix * Point::new(1.0, 0.0) - start;
        let direction = Direction::of(along.x, along.y);
        let layer = self.layer(start, text.is_invisible);
        let (left, baseline) = direction.turn(start.x, start.y);
        let (right, _) = direction.turn(end.x, end.y);
        let step = (right - left) / self.characters.len().max(1) as f64;
        for (index, character) in self.characters.iter().enumerate() {
            self.shared.bounds.take_glyph()?;
            self.glyphs.push(Glyph {
                character: *character,
                left: (left + step * index as f64) as f32,
                right: (left + step * (index + 1) as f64) as f32,
                baseline: baseline as f32,
                size: size as f32,
                style: font.style,
                layer,
                direction,
            });
        }
        Ok(())
    }

    fn layer(&self, at: Point, is_invisible: bool) -> Layer {
        let (width, height) = self.size;
        // A line that is too long for its page is text too.
        let is_on_page = (0.0..=width * 1.2).contains(&at.x) && (0.0..=height).contains(&at.y);
        if self.marked.is_hidden() || !is_on_page {
            Layer::Hidden
        } else if self.marked.is_artifact() {
            Layer::Artifact
        } else if is_invisible {
            Layer::Invisible
        } else {
            Layer::Text
        }
    }
}
