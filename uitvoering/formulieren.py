"""Form rendering in NL Design System: the one place that knows which CSS class belongs to which widget."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

# Per widget type: the class of the component; its modifiers follow from it (``--html-input``, ``--invalid``).
TEKSTVAK = ("utrecht-textbox", "html-input")
KLASSEN = {
    "textarea": ("utrecht-textarea", "html-textarea"),
    "select": ("utrecht-select", "html-select"),
    "nullbooleanselect": ("utrecht-select", "html-select"),
    "selectmultiple": ("utrecht-select", "html-select"),
    "checkbox": ("utrecht-checkbox", "custom", "html-input"),
} | dict.fromkeys(
    ("text", "number", "email", "url", "search", "tel", "password", "date", "datum", "keuzelijst"), TEKSTVAK
)


class NLDSBoundField(BoundField):
    """A bound field whose widget carries the classes of its NL Design System component."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if self.widget_type in KLASSEN:
            attrs["class"] = " ".join(filter(None, [widget.attrs.get("class"), *self._klassen()]))
        return attrs

    def _klassen(self):
        naam, *soorten = KLASSEN[self.widget_type]
        return [naam, *(f"{naam}--{soort}" for soort in soorten)] + ([f"{naam}--invalid"] if self.errors else [])


class NLDSRenderer(TemplatesSetting):
    """``FORM_RENDERER``: our own ``templates/django/forms/`` over Django's, and the classes above."""

    bound_field_class = NLDSBoundField
